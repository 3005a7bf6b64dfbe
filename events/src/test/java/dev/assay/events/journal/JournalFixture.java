package dev.assay.events.journal;

import java.time.Instant;

/** A log of one kind, empty but for its genesis, and the instances over it. */
public interface JournalFixture extends AutoCloseable {

  /** One more instance over the log; closed with the fixture. */
  Journal open();

  /** Appends bytes to the log past every check, and returns once they are kept. */
  void appendRaw(byte[] record);

  /** The broker's clock. */
  Instant now();

  /** How many foreign records an instance of this fixture has met since it was opened. */
  long foreignRecords(Journal journal);

  @Override
  void close();
}
