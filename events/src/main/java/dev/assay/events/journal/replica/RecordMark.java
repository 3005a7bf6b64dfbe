package dev.assay.events.journal.replica;

import java.util.Arrays;

/**
 * The last record that the index has read.
 *
 * @param offset its offset in the topic
 * @param hash SHA-256 of its bytes
 */
@SuppressWarnings("ArrayRecordComponent")
public record RecordMark(long offset, byte[] hash) {

  @Override
  public boolean equals(Object other) {
    return other instanceof RecordMark mark
        && offset == mark.offset
        && Arrays.equals(hash, mark.hash);
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(offset) + Arrays.hashCode(hash);
  }
}
