package dev.assay.events.channel;

/** What a channel does when the iteration that it points at is revoked at once. */
public enum OnRevocation {
  /** It goes back to the last good iteration of its history, or to nothing. */
  ROLL_BACK,
  /** It stays; consumers are stopped by the iteration's status. */
  HOLD,
  /** It points at nothing. */
  EMPTY
}
