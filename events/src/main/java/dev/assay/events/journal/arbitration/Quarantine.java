package dev.assay.events.journal.arbitration;

import dev.assay.events.journal.StreamName;

/** What people are told about a stream with a gap in its history. */
public final class Quarantine {

  private Quarantine() {}

  /** What is wrong with a quarantined stream and what to do about it. */
  public static String message(StreamName stream) {
    return "stream "
        + stream
        + ": quarantined, part of its history is missing from the journal (expected: restore the"
        + " topic from a copy that has it, or append StreamRepaired for the stream to accept the"
        + " loss)";
  }
}
