package dev.assay.events.journal.verification;

import java.util.Optional;

/** The records of a log as they lie somewhere, in order. Used by one thread. */
public interface RecordSource {

  /** What people call it: "topic assay.journal", "file journal.zip". */
  String name();

  /** What the log says of itself. */
  LogIdentity identity();

  /**
   * The next record behind the genesis, empty after the last.
   *
   * @throws UnverifiableException if it cannot be read to its end, for reasons that say nothing
   *     about the log
   */
  Optional<RawRecord> next();
}
