package dev.assay.events.journal;

/** This replica has stopped reading, for a reason that only an operator can mend. */
public final class JournalHaltedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public JournalHaltedException(String reason) {
    super(reason);
  }
}
