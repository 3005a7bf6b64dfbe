package dev.assay.events.channel;

/** Why a channel came to point where it points. */
public enum AssignmentCause {
  /** Somebody asked for it. */
  MANUAL,
  /** Copied from another channel, because somebody asked for it. */
  COPIED,
  /** The managed channel followed the iteration that was completed last. */
  COMPLETION
}
