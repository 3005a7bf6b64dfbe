package dev.assay.events.journal;

/**
 * The journal's end could not be learnt, or was not reached, in time. Trying again later may help.
 */
public final class JournalUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public JournalUnavailableException(String reason) {
    super(reason);
  }
}
