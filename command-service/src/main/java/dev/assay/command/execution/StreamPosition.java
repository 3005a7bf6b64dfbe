package dev.assay.command.execution;

import dev.assay.events.journal.Journal;
import dev.assay.events.journal.RecordedEvent;
import dev.assay.events.journal.StreamName;
import java.util.stream.Stream;

/** At which position of the journal a stream came to a sequence. */
final class StreamPosition {

  private StreamPosition() {}

  /** −1 for a stream without events. */
  static long of(Journal journal, StreamName stream, long sequence) {
    if (sequence < 0) {
      return -1;
    }
    try (Stream<RecordedEvent> events = journal.read(stream, sequence)) {
      return events.findFirst().map(RecordedEvent::position).orElse(-1L);
    }
  }
}
