package dev.assay.events.journal.kafka;

import java.util.Arrays;

/** A record's bytes, as the key of a map. They are not to be changed. */
final class RecordBytes {

  private final byte[] value;
  private final int hashCode;

  RecordBytes(byte[] value) {
    this.value = value;
    this.hashCode = Arrays.hashCode(value);
  }

  byte[] value() {
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RecordBytes that
        && hashCode == that.hashCode
        && Arrays.equals(value, that.value);
  }

  @Override
  public int hashCode() {
    return hashCode;
  }
}
