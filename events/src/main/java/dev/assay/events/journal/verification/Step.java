package dev.assay.events.journal.verification;

import dev.assay.events.journal.proof.LogEntry;
import java.time.Instant;

/** What one record of a log comes to. */
sealed interface Step {

  long offset();

  /** It is history. */
  record Accepted(long offset, LogEntry entry, Instant at) implements Step {}

  /**
   * A commit that every reader passes over.
   *
   * @param recordHash SHA-256 of the record, lower-case hex
   * @param kind in one word
   * @param repeats the position whose commit it repeats, −1 for none
   */
  record Void(long offset, String recordHash, Instant at, String kind, String reason, long repeats)
      implements Step {}

  /**
   * A commit that rests on history that is not there.
   *
   * @param from the first position that the missing commit can have had
   */
  record Gap(long offset, String recordHash, Instant at, long from, String reason)
      implements Step {}

  /** No commit. */
  record Foreign(long offset, String reason) implements Step {}

  /** Reading ends before it, for every reader. */
  record Unreadable(long offset, String reason) implements Step {}
}
