package dev.assay.events.journal.verification;

import org.jspecify.annotations.Nullable;

/** A log could not be read: nothing is known about what it holds. */
public final class UnverifiableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public UnverifiableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
