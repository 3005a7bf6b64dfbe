package dev.assay.events.journal;

/**
 * The journal is not one that may be worked on: wrong settings, lost history, another journal than
 * expected. The message is one line and ends with what to do about it.
 */
public final class JournalRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public JournalRefusedException(String reason) {
    super(reason);
  }
}
