package dev.assay.events.journal.checkpoint;

/** A text that is no signed note, no checkpoint or no key; the message says where it is not. */
public final class InvalidNoteException extends Exception {

  private static final long serialVersionUID = 1L;

  InvalidNoteException(String message) {
    super(message);
  }
}
