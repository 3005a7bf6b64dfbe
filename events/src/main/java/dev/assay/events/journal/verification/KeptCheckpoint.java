package dev.assay.events.journal.verification;

import dev.assay.events.journal.checkpoint.Checkpoint;
import dev.assay.events.journal.checkpoint.InvalidNoteException;
import dev.assay.events.journal.checkpoint.SignedNote;

/**
 * A checkpoint that somebody kept.
 *
 * @param name where it was found
 */
public record KeptCheckpoint(String name, Checkpoint checkpoint, SignedNote note) {

  /**
   * Reads one.
   *
   * @throws InvalidNoteException if it is none
   */
  public static KeptCheckpoint parse(String name, String text) throws InvalidNoteException {
    SignedNote note = SignedNote.parse(text);
    return new KeptCheckpoint(name, Checkpoint.parse(note), note);
  }
}
