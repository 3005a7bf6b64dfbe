package dev.assay.events.journal.verification;

/**
 * What came of a kept checkpoint.
 *
 * @param message in words
 */
public record CheckedCheckpoint(
    KeptCheckpoint kept, Signature signature, Result result, String message) {

  /** Whether somebody who holds the key signed it. */
  public enum Signature {
    GOOD,
    /** No key under its name was given. */
    NOT_CHECKED,
    BAD
  }

  /** Whether the log agrees with it. */
  public enum Result {
    FITS,
    DOES_NOT_FIT,
    /** It says nothing here: of another journal, or not signed by the key that was given. */
    NO_EVIDENCE
  }
}
