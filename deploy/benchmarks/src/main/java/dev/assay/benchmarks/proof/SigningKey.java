package dev.assay.benchmarks.proof;

import dev.assay.events.journal.JournalId;
import dev.assay.events.journal.checkpoint.Checkpoint;
import dev.assay.events.journal.checkpoint.NoteSigner;
import dev.assay.events.journal.checkpoint.NoteVerifier;
import dev.assay.events.journal.proof.MerkleHash;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;

/** A key that signs checkpoints of a journal, and the bare signature beside it. */
final class SigningKey {

  private static final int CHECKPOINT_BYTES = 96;

  private final String origin;
  private final KeyPair pair;
  private final NoteSigner signer;

  private SigningKey(String origin, KeyPair pair) throws GeneralSecurityException {
    this.origin = origin;
    this.pair = pair;
    this.signer = new NoteSigner(NoteVerifier.of(origin, pair.getPublic()), pair.getPrivate());
  }

  static SigningKey of(JournalId journal) throws GeneralSecurityException {
    return new SigningKey(
        Checkpoint.origin(journal), KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
  }

  String sign(long size, MerkleHash root) {
    return signer.sign(new Checkpoint(origin, size, root).text()).toString();
  }

  byte[] signSomething() throws GeneralSecurityException {
    Signature ed25519 = Signature.getInstance("Ed25519");
    ed25519.initSign(pair.getPrivate());
    ed25519.update(new byte[CHECKPOINT_BYTES]);
    return ed25519.sign();
  }
}
