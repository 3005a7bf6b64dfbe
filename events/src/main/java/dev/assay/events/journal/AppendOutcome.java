package dev.assay.events.journal;

import java.time.Instant;

/** What became of a commit. */
public sealed interface AppendOutcome {

  /**
   * It is part of history, now or since an earlier call with the same id and request hash.
   *
   * @param repeated true if an earlier call had it accepted
   */
  record Accepted(long position, Instant time, boolean repeated) implements AppendOutcome {}

  /**
   * It is void: a stream had moved. Decide again on the new state.
   *
   * @param reason what moved
   */
  record Conflict(String reason) implements AppendOutcome {}

  /** Its id was accepted before with another request hash. */
  record IdReused(long position) implements AppendOutcome {}

  /**
   * It is void and can never be accepted: its {@code at} lies outside of the window around the
   * broker's time.
   */
  record Expired(String reason) implements AppendOutcome {}

  /**
   * It was not sent: a stream of it is quarantined, it is too large, or the journal does not take
   * writes.
   *
   * @param reason what is wrong and what to do about it
   * @param permanent true if the same commit can never be sent, as one that is too large
   */
  record Refused(String reason, boolean permanent) implements AppendOutcome {

    /** Not now. */
    public Refused(String reason) {
      this(reason, false);
    }
  }

  /** The broker stayed away; whether it was accepted can be asked for later by its id. */
  record Unknown(String reason) implements AppendOutcome {}
}
