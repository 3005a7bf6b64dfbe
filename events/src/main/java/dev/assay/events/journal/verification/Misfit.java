package dev.assay.events.journal.verification;

/**
 * Where a log departs from what was kept.
 *
 * @param from the first position that can be wrong
 * @param to the last position that can be the first wrong one; the same where it is known exactly
 * @param message in words
 */
public record Misfit(long from, long to, Kind kind, String message) {

  /** What was done to it, as far as it can be told. */
  public enum Kind {
    /** Another commit stands there. */
    EDITED,
    /** The commits there are gone, later ones follow. */
    MISSING,
    /** The commit there stands elsewhere. */
    REORDERED,
    /** A commit stands there that was no part of history. */
    INSERTED,
    /** History ends there. */
    TRUNCATED,
    /** What stands there cannot be read. */
    UNREADABLE,
    /** One of these; without kept hashes it cannot be told which. */
    UNKNOWN
  }

  /** Whether the first wrong position is known. */
  public boolean exact() {
    return from == to;
  }
}
