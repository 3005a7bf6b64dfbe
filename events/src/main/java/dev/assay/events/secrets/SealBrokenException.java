package dev.assay.events.secrets;

import org.jspecify.annotations.Nullable;

/**
 * A sealed secret does not open: it was sealed under another master key or for another purpose, or
 * was changed.
 */
public final class SealBrokenException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  SealBrokenException(String purpose, String masterKeyId, @Nullable Throwable cause) {
    super(
        purpose
            + ": does not open under master key "
            + masterKeyId
            + " (expected: the master key that sealed it)",
        cause);
  }
}
