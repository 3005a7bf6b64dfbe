package dev.assay.query.proof;

import dev.assay.events.journal.checkpoint.Checkpoint;
import dev.assay.events.journal.checkpoint.SignedNote;

/** A checkpoint and the note that it was signed as. */
record SignedCheckpoint(Checkpoint checkpoint, SignedNote note) {

  long size() {
    return checkpoint.size();
  }
}
