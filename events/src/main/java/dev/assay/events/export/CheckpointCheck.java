package dev.assay.events.export;

import dev.assay.events.Event;
import dev.assay.events.journal.Append;
import dev.assay.events.journal.Commit;
import dev.assay.events.journal.JournalId;
import dev.assay.events.journal.checkpoint.Checkpoint;
import dev.assay.events.journal.checkpoint.InvalidNoteException;
import dev.assay.events.journal.checkpoint.NoteVerifier;
import dev.assay.events.journal.checkpoint.SignedNote;
import dev.assay.events.journal.proof.MerkleHash;
import dev.assay.events.system.SystemEvent.CheckpointKeyCreated;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Compares the checkpoint in a file with the records in it. That the file is the one which somebody
 * has in mind is for a checkpoint to say that was kept elsewhere.
 */
final class CheckpointCheck {

  private final JournalId journal;
  private final List<NoteVerifier> keys = new ArrayList<>();

  CheckpointCheck(JournalId journal) {
    this.journal = journal;
  }

  /** Notes what a commit says of the keys that sign checkpoints of the journal. */
  void add(Commit commit) {
    for (Append append : commit.appends()) {
      for (Event event : append.events()) {
        if (event instanceof CheckpointKeyCreated created && created.journal().equals(journal)) {
          keys.add(verifier(created));
        }
      }
    }
  }

  private NoteVerifier verifier(CheckpointKeyCreated created) {
    try {
      byte[] encoded = Base64.getDecoder().decode(created.publicKey());
      return NoteVerifier.of(
          Checkpoint.origin(journal),
          KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new ExportRefusedException(
          "checkpoint key " + created.keyId() + ": no Ed25519 key: " + e.getMessage());
    }
  }

  /**
   * Checks a checkpoint; a key that came after the last record is not known here.
   *
   * @throws ExportRefusedException if it is not of these records, or no key of the journal has
   *     signed it
   */
  void check(String checkpoint, long size, MerkleHash root) {
    try {
      SignedNote note = SignedNote.parse(checkpoint);
      Checkpoint expected = new Checkpoint(Checkpoint.origin(journal), size, root);
      Checkpoint found = Checkpoint.parse(note);
      if (!found.equals(expected)) {
        throw new ExportRefusedException(
            "checkpoint: %s (expected: %s, as the records are)".formatted(found, expected));
      }
      if (!keys.isEmpty() && keys.stream().noneMatch(key -> key.signed(note))) {
        throw new ExportRefusedException(
            "checkpoint: not signed by a key of journal " + journal + " (expected: signed by one)");
      }
    } catch (InvalidNoteException e) {
      throw new ExportRefusedException(String.valueOf(e.getMessage()));
    }
  }
}
