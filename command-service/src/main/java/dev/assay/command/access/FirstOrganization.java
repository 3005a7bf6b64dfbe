package dev.assay.command.access;

import dev.assay.events.Event;
import dev.assay.events.access.AccessEvent.OrganizationCreated;
import dev.assay.events.access.AccessEvent.ProjectCreated;
import dev.assay.events.access.AccessEvent.ServicePrincipalCreated;
import dev.assay.events.access.OrganizationId;
import dev.assay.events.access.PrincipalId;
import dev.assay.events.access.ProjectId;
import dev.assay.events.journal.Commit;
import dev.assay.events.journal.Journal;
import dev.assay.events.journal.JournalId;
import dev.assay.events.journal.RecordedCommit;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Who is who in the organisation that a registry begins with. */
record FirstOrganization(
    OrganizationId organization, ProjectId project, PrincipalId contributor, PrincipalId owner) {

  static final String CAUSE = "FirstStart";
  static final String CONTRIBUTOR = "contributor";
  static final String OWNER = "owner";

  /** Before it is made only the registry itself writes: it is among the first commits. */
  private static final int LOOKED_AT = 1_000;

  /** The one that a journal would begin with. */
  static FirstOrganization toMake(JournalId journal) {
    return new FirstOrganization(
        new OrganizationId(uuid(journal, "organization")),
        new ProjectId(uuid(journal, "project")),
        new PrincipalId(uuid(journal, CONTRIBUTOR)),
        new PrincipalId(uuid(journal, OWNER)));
  }

  private static String uuid(JournalId journal, String what) {
    return UUID.nameUUIDFromBytes((journal + "/" + what).getBytes(StandardCharsets.UTF_8))
        .toString();
  }

  /** The one that a journal began with, or that the journal of which it is a copy began with. */
  static Optional<FirstOrganization> in(Journal journal) {
    try (Stream<RecordedCommit> commits = journal.cursor(0)) {
      return commits
          .limit(LOOKED_AT)
          .map(RecordedCommit::commit)
          .filter(commit -> commit.cause().equals(CAUSE))
          .findFirst()
          .map(FirstOrganization::made);
    }
  }

  private static FirstOrganization made(Commit commit) {
    List<Event> events =
        commit.appends().stream().flatMap(append -> append.events().stream()).toList();
    return new FirstOrganization(
        of(OrganizationCreated.class, events).findFirst().orElseThrow().organizationId(),
        of(ProjectCreated.class, events).findFirst().orElseThrow().projectId(),
        principal(events, CONTRIBUTOR),
        principal(events, OWNER));
  }

  private static PrincipalId principal(List<Event> events, String name) {
    return of(ServicePrincipalCreated.class, events)
        .filter(principal -> principal.name().equals(name))
        .findFirst()
        .orElseThrow()
        .principalId();
  }

  private static <T extends Event> Stream<T> of(Class<T> kind, List<Event> events) {
    return events.stream().filter(kind::isInstance).map(kind::cast);
  }
}
