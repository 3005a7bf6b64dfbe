package dev.assay.events.export;

import dev.assay.events.Event;
import dev.assay.events.journal.Append;
import dev.assay.events.journal.Commit;
import dev.assay.events.journal.Journal;
import dev.assay.events.journal.RecordedEvent;
import dev.assay.events.journal.StreamName;
import dev.assay.events.system.SystemEvent;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which master key the secrets in a journal are sealed under: the one that the last sealed fact
 * names.
 */
final class MasterKeyInForce {

  private MasterKeyInForce() {}

  /** As of a position; empty if nothing is sealed. */
  static Optional<String> asOf(Journal journal, long position) {
    try (Stream<RecordedEvent> events = journal.read(StreamName.SYSTEM, 0)) {
      return events
          .takeWhile(event -> event.position() <= position)
          .flatMap(event -> named(event.event()).stream())
          .reduce((before, after) -> after);
    }
  }

  /** What a commit says of it, empty if nothing. */
  static Optional<String> after(Commit commit) {
    return commit.appends().stream()
        .filter(append -> append.stream().equals(StreamName.SYSTEM))
        .map(Append::events)
        .flatMap(events -> events.stream().flatMap(event -> named(event).stream()))
        .reduce((before, after) -> after);
  }

  private static Optional<String> named(Event event) {
    return event instanceof SystemEvent fact ? named(fact) : Optional.empty();
  }

  private static Optional<String> named(SystemEvent fact) {
    return switch (fact) {
      case SystemEvent.TokenKeyCreated created -> Optional.of(created.masterKeyId());
      case SystemEvent.CheckpointKeyCreated created -> Optional.of(created.masterKeyId());
      case SystemEvent.StreamRepaired _, SystemEvent.FormatRaised _ -> Optional.empty();
    };
  }
}
