package dev.assay.command.revocation;

import dev.assay.events.Subject;
import dev.assay.events.bucket.BucketEvent.IterationRevoked;
import dev.assay.events.bucket.BucketEvent.RevocationInherited;
import dev.assay.events.iteration.IterationId;
import dev.assay.events.journal.Journal;
import dev.assay.events.journal.RecordedEvent;
import dev.assay.events.journal.StreamName;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads them from the facts about the iteration. */
public record JournalRevocationTimes(Journal journal) implements RevocationTimes {

  @Override
  public Optional<Instant> since(StreamName stream, IterationId iteration, IterationId ancestor) {
    Optional<Instant> since = Optional.empty();
    try (Stream<RecordedEvent> events = journal.read(stream, Subject.of(iteration))) {
      for (Iterator<RecordedEvent> each = events.iterator(); each.hasNext(); ) {
        RecordedEvent recorded = each.next();
        if (recorded.event() instanceof RevocationInherited inherited
            && inherited.from().iterationId().equals(ancestor)) {
          since = Optional.of(inherited.since() == null ? recorded.time() : inherited.since());
        } else if (recorded.event() instanceof IterationRevoked && iteration.equals(ancestor)) {
          since = Optional.of(recorded.time());
        }
      }
    }
    return since;
  }
}
