package dev.assay.events.journal.checkpoint;

import dev.assay.events.journal.Journal;
import dev.assay.events.journal.RecordedEvent;
import dev.assay.events.journal.StreamName;
import dev.assay.events.system.SystemEvent.CheckpointKeyCreated;
import java.util.Optional;
import java.util.stream.Stream;

/** The keys that sign checkpoints, as the stream {@code system} tells of them. */
public final class CheckpointKeyFacts {

  private CheckpointKeyFacts() {}

  /** What a checkpoint key is sealed for. */
  public static String purpose(String keyId) {
    return "checkpoint-key/" + keyId;
  }

  /** The newest key of a journal; keys that came with records of another journal are not its. */
  public static Optional<CheckpointKeyCreated> newest(Journal journal) {
    try (Stream<RecordedEvent> events = journal.read(StreamName.SYSTEM, 0)) {
      return events
          .map(RecordedEvent::event)
          .filter(CheckpointKeyCreated.class::isInstance)
          .map(CheckpointKeyCreated.class::cast)
          .filter(created -> created.journal().equals(journal.id()))
          .reduce((before, after) -> after);
    }
  }
}
