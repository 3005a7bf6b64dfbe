package dev.assay.query.proof;

import dev.assay.events.journal.Journal;
import dev.assay.events.journal.StreamName;
import dev.assay.events.journal.checkpoint.Checkpoint;
import dev.assay.events.journal.checkpoint.CheckpointKeyFacts;
import dev.assay.events.journal.checkpoint.NoteSigner;
import dev.assay.events.journal.checkpoint.NoteVerifier;
import dev.assay.events.journal.checkpoint.SignedNote;
import dev.assay.events.secrets.Sealer;
import dev.assay.events.system.SystemEvent.CheckpointKeyCreated;
import dev.assay.projections.edge.RefusalException;
import dev.assay.projections.refusal.Refusal;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The key that signs checkpoints: the newest of this journal in stream {@code system}, so that all
 * instances sign with the same. Thread-safe.
 */
public final class CheckpointSigner {

  private record Known(long head, NoteSigner signer) {}

  private final Journal journal;
  private final Sealer sealer;
  private volatile @Nullable Known known;

  public CheckpointSigner(Journal journal, Sealer sealer) {
    this.journal = journal;
    this.sealer = sealer;
  }

  /** Whether there is a key yet. */
  boolean hasKey() {
    return known != null || CheckpointKeyFacts.newest(journal).isPresent();
  }

  /**
   * The signer under the origin of this journal.
   *
   * @throws RefusalException 503 if there is no key yet
   * @throws dev.assay.events.secrets.SealBrokenException if it is sealed under another master key
   */
  NoteSigner signer() {
    long head = journal.head(StreamName.SYSTEM);
    Known now = known;
    if (now == null || now.head() != head) {
      now = new Known(head, read());
      known = now;
    }
    return now.signer();
  }

  /**
   * A checkpoint of the journal as it was at one of its sizes.
   *
   * @throws RefusalException 503 if there is no key yet
   * @throws dev.assay.events.secrets.SealBrokenException if it is sealed under another master key
   */
  public SignedNote sign(long size) {
    Checkpoint checkpoint =
        new Checkpoint(Checkpoint.origin(journal.id()), size, journal.tree().root(size));
    return signer().sign(checkpoint.text());
  }

  private NoteSigner read() {
    return CheckpointKeyFacts.newest(journal)
        .map(this::open)
        .orElseThrow(() ->
            new RefusalException(
                new Refusal.Unavailable(
                    "checkpoint key: none yet (expected: made when the command service starts)")));
  }

  private NoteSigner open(CheckpointKeyCreated created) {
    byte[] secret =
        sealer.open(created.sealedPrivateKey(), CheckpointKeyFacts.purpose(created.keyId()));
    byte[] shown = Base64.getDecoder().decode(created.publicKey());
    try {
      KeyFactory ed25519 = KeyFactory.getInstance("Ed25519");
      return new NoteSigner(
          NoteVerifier.of(
              Checkpoint.origin(journal.id()),
              ed25519.generatePublic(new X509EncodedKeySpec(shown))),
          ed25519.generatePrivate(new PKCS8EncodedKeySpec(secret)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "checkpoint key " + created.keyId() + ": not an Ed25519 key", e);
    }
  }
}
