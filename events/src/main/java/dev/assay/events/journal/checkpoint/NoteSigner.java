package dev.assay.events.journal.checkpoint;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.List;

/** Signs notes with an Ed25519 key. Immutable: safe for use by many threads. */
public final class NoteSigner {

  private final NoteVerifier verifier;
  private final PrivateKey key;

  /**
   * @param verifier of the key's public half
   */
  public NoteSigner(NoteVerifier verifier, PrivateKey key) {
    this.verifier = verifier;
    this.key = key;
  }

  public NoteVerifier verifier() {
    return verifier;
  }

  /**
   * A note with one signature.
   *
   * @param text ends with a newline
   * @throws IllegalStateException if the key does not sign
   */
  public SignedNote sign(String text) {
    try {
      Signature ed25519 = Signature.getInstance("Ed25519");
      ed25519.initSign(key);
      ed25519.update(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
      return new SignedNote(
          text,
          List.of(new SignedNote.Signature(verifier.name(), verifier.keyHash(), ed25519.sign())));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("checkpoint key: does not sign", e);
    }
  }
}
