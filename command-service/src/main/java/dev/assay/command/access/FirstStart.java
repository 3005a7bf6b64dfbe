package dev.assay.command.access;

import dev.assay.command.identity.IdSource;
import dev.assay.command.token.Sha256SecretEncoder;
import dev.assay.events.Event;
import dev.assay.events.access.AccessEvent;
import dev.assay.events.access.AccessEvent.KeyCreated;
import dev.assay.events.access.AccessEvent.OrganizationCreated;
import dev.assay.events.access.AccessEvent.ProjectCreated;
import dev.assay.events.access.AccessEvent.RoleGranted;
import dev.assay.events.access.AccessEvent.ServicePrincipalCreated;
import dev.assay.events.access.PrincipalId;
import dev.assay.events.access.ProjectId;
import dev.assay.events.access.Role;
import dev.assay.events.journal.Actor;
import dev.assay.events.journal.Append;
import dev.assay.events.journal.AppendOutcome;
import dev.assay.events.journal.Commit;
import dev.assay.events.journal.CommitId;
import dev.assay.events.journal.Journal;
import dev.assay.events.journal.RequestInfo;
import dev.assay.events.journal.StreamName;
import dev.assay.events.registry.FeatureTier;
import dev.assay.events.registry.RegistryEvent.RegistryCreated;
import dev.assay.events.registry.RegistryId;
import dev.assay.projections.access.AccessDirectory;
import dev.assay.projections.access.ResourceNames;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Makes the first organisation of an empty registry: a project with an activated registry of tier
 * PLUS, a contributor and an owner, each with a key. Its identities follow from the journal's, so
 * that however many instances start at once exactly one makes it. In a copy of another journal it
 * is the one that came with it.
 */
public final class FirstStart {

  private final Journal journal;
  private final InstantSource clock;
  private final IdSource ids;
  private final KeyMaker keys;

  public FirstStart(Journal journal, InstantSource clock, IdSource ids, SecureRandom random) {
    this.journal = journal;
    this.clock = clock;
    this.ids = ids;
    this.keys = new KeyMaker(random);
  }

  /**
   * Makes the organisation if there is none.
   *
   * @return the credentials, this once; empty if there was one already
   * @throws IllegalStateException if it could not be recorded
   */
  public Optional<Credentials> run() {
    journal.end();
    if (FirstOrganization.in(journal).isPresent()) {
      return Optional.empty();
    }
    FirstOrganization first = FirstOrganization.toMake(journal.id());
    Credentials made = newCredentials(first);
    return append(first, FirstOrganization.CAUSE, () -> appends(first, made))
        ? Optional.of(made)
        : Optional.empty();
  }

  /**
   * Makes new keys for the contributor and the owner of the first organisation, for the case that
   * the first ones were lost before anybody kept them. The old keys go on working. Who was deleted
   * meanwhile gets none: that key works nowhere.
   *
   * @throws IllegalStateException if there is no such organisation, or the keys could not be
   *     recorded
   */
  public Credentials newKeys() {
    journal.end();
    FirstOrganization first =
        FirstOrganization.in(journal)
            .orElseThrow(() ->
                new IllegalStateException(
                    "first organisation: none (expected: after the first start)"));
    Credentials made = newCredentials(first);
    while (!append(first, "CreateKeys", () -> List.of(access(first, keys(first, made))))) {
      journal.end();
    }
    return made;
  }

  /** Whether the first organisation's contributor was not deleted. */
  public boolean hasContributor() {
    return FirstOrganization.in(journal)
        .map(FirstOrganization::contributor)
        .filter(this::isThere)
        .isPresent();
  }

  /** Whether the first organisation's owner was not deleted. */
  public boolean hasOwner() {
    return FirstOrganization.in(journal)
        .map(FirstOrganization::owner)
        .filter(this::isThere)
        .isPresent();
  }

  private boolean isThere(PrincipalId principal) {
    return new AccessDirectory(journal).access(principal).isPresent();
  }

  private Credentials newCredentials(FirstOrganization first) {
    return new Credentials(first.organization(), first.project(), keys.make(), keys.make());
  }

  private List<Append> appends(FirstOrganization first, Credentials made) {
    ProjectId project = first.project();
    RegistryCreated registry =
        new RegistryCreated(new RegistryId(ids.next()), project, FeatureTier.PLUS, true);
    return List.of(
        access(
            first,
            List.of(
                new OrganizationCreated(first.organization(), "default"),
                new ProjectCreated(project, "default", ""),
                new ServicePrincipalCreated(
                    first.contributor(), FirstOrganization.CONTRIBUTOR, project),
                new ServicePrincipalCreated(first.owner(), FirstOrganization.OWNER, null),
                new RoleGranted(
                    first.contributor(), Role.CONTRIBUTOR, ResourceNames.project(project)),
                new RoleGranted(
                    first.owner(), Role.OWNER, ResourceNames.organization(first.organization())),
                keyOf(made.contributor(), first.contributor()),
                keyOf(made.owner(), first.owner()))),
        new Append(
            StreamName.registry(project),
            journal.head(StreamName.registry(project)) + 1,
            List.of(registry)));
  }

  private List<AccessEvent> keys(FirstOrganization first, Credentials made) {
    return Stream.of(
            keyOf(made.contributor(), first.contributor()), keyOf(made.owner(), first.owner()))
        .filter(key -> isThere(key.principalId()))
        .<AccessEvent>map(Function.identity())
        .toList();
  }

  private Append access(FirstOrganization first, List<AccessEvent> events) {
    StreamName stream = StreamName.access(first.organization());
    return new Append(stream, journal.head(stream) + 1, List.<Event>copyOf(events));
  }

  /** Whether it was accepted; false if somebody else was first. */
  private boolean append(FirstOrganization first, String cause, Supplier<List<Append>> appends) {
    String id = ids.next();
    AppendOutcome outcome =
        journal.append(
            new Commit(
                new CommitId(id),
                Sha256SecretEncoder.sha256(cause + id),
                first.organization(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                Actor.system("first-start"),
                cause,
                new RequestInfo("first-start-" + id, null, null),
                appends.get(),
                List.of()));
    return switch (outcome) {
      case AppendOutcome.Accepted _ -> true;
      case AppendOutcome.Conflict _ -> false;
      case AppendOutcome.IdReused _,
          AppendOutcome.Expired _,
          AppendOutcome.Refused _,
          AppendOutcome.Unknown _ ->
          throw new IllegalStateException(
              "first organisation: not recorded: " + outcome + " (expected: accepted)");
    };
  }

  private static KeyCreated keyOf(Credentials.Key key, PrincipalId principal) {
    return new KeyCreated(
        key.clientId(), principal, Sha256SecretEncoder.sha256(key.secret()), null);
  }
}
