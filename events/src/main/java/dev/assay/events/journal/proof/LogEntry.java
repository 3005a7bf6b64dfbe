package dev.assay.events.journal.proof;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Instant;

/**
 * What stands in the tree for an accepted commit. Its bytes are hashed as they are:
 *
 * <pre>
 * assay-commit/1
 * position
 * time in ms
 * SHA-256 of the record, hex
 * </pre>
 *
 * <p>each line ended by a newline. They depend on nothing but history, so a copy of a journal has
 * the same ones.
 *
 * @param position of the commit
 * @param time of the commit, ms
 * @param recordHash SHA-256 of its record, lower-case hex
 */
public record LogEntry(long position, Instant time, String recordHash) {

  private static final String HEADER = "assay-commit/1\n";

  public byte[] bytes() {
    return (HEADER + position + '\n' + time.toEpochMilli() + '\n' + recordHash + '\n')
        .getBytes(US_ASCII);
  }
}
