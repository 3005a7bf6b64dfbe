package dev.assay.events.codec;

import dev.assay.events.journal.Commit;

public final class JournalCodec {
  /** The format that this version writes, and the newest that it reads. */
  public static final int FORMAT = 1;

  public JournalCodec() {
    this(EventTypes.shipped());
  }

  public JournalCodec(EventTypes types) {}

  public byte[] encode(Commit commit) {
    throw new UnsupportedOperationException();
  }

  public byte[] encode(Genesis genesis) {
    throw new UnsupportedOperationException();
  }

  /**
   * Reads a record.
   *
   * @throws UnreadableEventException if it is a commit with an event that cannot be read
   */
  public Decoded decode(byte[] record) {
    throw new UnsupportedOperationException();
  }
}
