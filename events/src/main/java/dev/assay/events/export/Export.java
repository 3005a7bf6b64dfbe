package dev.assay.events.export;

import dev.assay.events.codec.JournalCodec;
import dev.assay.events.journal.CommitRecord;
import dev.assay.events.journal.Journal;
import dev.assay.events.journal.StreamName;
import dev.assay.events.journal.proof.LogEntry;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A journal as it stood at one position, to be written to a file. What is appended meanwhile is not
 * in it and does not disturb it.
 */
public final class Export {

  private final Journal journal;
  private final ExportHeader header;

  private Export(Journal journal, ExportHeader header) {
    this.journal = journal;
    this.header = header;
  }

  /**
   * The journal up to a position that has been reached.
   *
   * @param exportedAt the time of today
   * @throws IllegalArgumentException if there is no such position
   */
  public static Export of(Journal journal, long position, Instant exportedAt) {
    LogEntry last =
        journal
            .entry(position)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "position: %d (expected: 0..%d)".formatted(position, journal.reached())));
    return new Export(
        journal,
        new ExportHeader(
            journal.id(),
            position,
            last.time(),
            journal.tree().root(position + 1).toString(),
            MasterKeyInForce.asOf(journal, position),
            quarantined(journal, position),
            JournalCodec.FORMAT,
            exportedAt.truncatedTo(ChronoUnit.MILLIS)));
  }

  /** A quarantine that was found after the position is none of that time. */
  private static Set<StreamName> quarantined(Journal journal, long position) {
    return journal.quarantined().entrySet().stream()
        .filter(since -> since.getValue() <= position)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  public ExportHeader header() {
    return header;
  }

  /**
   * Writes the file and leaves the stream open.
   *
   * @param checkpoint signed at the header's position, empty if there is no key to sign it
   * @param progress told how many records are written, now and then
   * @throws IOException if the stream takes no more
   */
  public void writeTo(OutputStream out, Optional<String> checkpoint, LongConsumer progress)
      throws IOException {
    try (Stream<CommitRecord> records = journal.records(0)) {
      ExportWriter.write(header, records, checkpoint, out, progress);
    }
  }
}
