package dev.assay.events.channel;

/** Why a channel went back to an earlier iteration. */
public enum RollbackCause {
  /** Somebody asked for it. */
  MANUAL,
  /** The iteration that it pointed at was revoked. */
  REVOCATION,
  /** The iteration that it pointed at was deleted. */
  DELETION
}
