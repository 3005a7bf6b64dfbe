package dev.assay.command.ancestry;

import dev.assay.events.access.AccessEvent.ProjectCreated;
import dev.assay.events.access.OrganizationId;
import dev.assay.events.access.ProjectId;
import dev.assay.events.journal.Journal;
import dev.assay.events.journal.RecordedEvent;
import dev.assay.events.journal.StreamName;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Reads the projects of an organisation from its access stream, each event once. Safe for use by
 * many threads.
 */
public final class JournalProjects implements Projects {

  private final Journal journal;
  private final Map<OrganizationId, Known> known = new ConcurrentHashMap<>();

  public JournalProjects(Journal journal) {
    this.journal = journal;
  }

  @Override
  public boolean belongs(ProjectId project, OrganizationId organization) {
    Known now = known.getOrDefault(organization, Known.NOTHING);
    if (!now.projects().contains(project)
        && journal.head(StreamName.access(organization)) > now.sequence()) {
      now =
          known.compute(organization, (key, had) -> readOn(key, had == null ? Known.NOTHING : had));
    }
    return now.projects().contains(project);
  }

  private Known readOn(OrganizationId organization, Known had) {
    Set<ProjectId> projects = new HashSet<>(had.projects());
    long sequence = had.sequence();
    try (Stream<RecordedEvent> events =
        journal.read(StreamName.access(organization), had.sequence() + 1)) {
      for (Iterator<RecordedEvent> each = events.iterator(); each.hasNext(); ) {
        RecordedEvent event = each.next();
        sequence = event.sequence();
        if (event.event() instanceof ProjectCreated created) {
          projects.add(created.projectId());
        }
      }
    }
    return new Known(sequence, Set.copyOf(projects));
  }

  private record Known(long sequence, Set<ProjectId> projects) {
    static final Known NOTHING = new Known(-1, Set.of());
  }
}
