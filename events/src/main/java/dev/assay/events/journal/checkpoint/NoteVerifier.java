package dev.assay.events.journal.checkpoint;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;

/**
 * A public key that verifies notes, and the text by which it is handed around: {@code
 * name+hash+key} (C2SP signed-note, Ed25519). Immutable: safe for use by many threads.
 */
public final class NoteVerifier {

  private final String name;
  private final byte[] publicKey;
  private final PublicKey key;

  private NoteVerifier(String name, byte[] publicKey) throws GeneralSecurityException {
    this.name = name;
    this.publicKey = publicKey;
    this.key =
        KeyFactory.getInstance("Ed25519")
            .generatePublic(new X509EncodedKeySpec(NoteKeys.x509(publicKey)));
  }

  /**
   * A verifier for what a key signs under a name.
   *
   * @throws GeneralSecurityException if it is no Ed25519 key
   */
  public static NoteVerifier of(String name, PublicKey key) throws GeneralSecurityException {
    return new NoteVerifier(name, NoteKeys.raw(key));
  }

  /**
   * Reads the text of a verifier key.
   *
   * @throws InvalidNoteException if it is none
   */
  public static NoteVerifier parse(String text) throws InvalidNoteException {
    String[] parts = text.split("\\+", 3);
    if (parts.length != 3 || !NoteKeys.isName(parts[0]) || !parts[1].matches("[0-9a-f]{8}")) {
      throw new InvalidNoteException(
          "verifier key: \"" + text + "\" (expected: NAME+HASH+KEY, as the registry publishes it)");
    }
    byte[] typed = NoteKeys.base64("verifier key", parts[2]);
    if (typed.length != 1 + NoteKeys.PUBLIC_BYTES || typed[0] != NoteKeys.ED25519) {
      throw new InvalidNoteException(
          "verifier key: algorithm %d with %d bytes (expected: Ed25519, 1 with 33)"
              .formatted(typed.length == 0 ? 0 : typed[0], typed.length));
    }
    return checked(text, parts, Arrays.copyOfRange(typed, 1, typed.length));
  }

  private static NoteVerifier checked(String text, String[] parts, byte[] publicKey)
      throws InvalidNoteException {
    try {
      NoteVerifier verifier = new NoteVerifier(parts[0], publicKey);
      if (verifier.toString().equals(text)) {
        return verifier;
      }
    } catch (GeneralSecurityException e) {
      throw new InvalidNoteException("verifier key: " + e.getMessage() + " (expected: Ed25519)");
    }
    throw new InvalidNoteException(
        "verifier key: hash %s (expected: %s, as of its name and key)"
            .formatted(parts[1], hex(NoteKeys.hash(parts[0], publicKey))));
  }

  /** The name under which its signatures stand. */
  public String name() {
    return name;
  }

  int keyHash() {
    return NoteKeys.hash(name, publicKey);
  }

  /** Whether a note carries a good signature of this key. */
  public boolean signed(SignedNote note) {
    return note.signatures().stream()
        .filter(signature -> signature.name().equals(name) && signature.keyHash() == keyHash())
        .anyMatch(signature -> good(note, signature.bytes()));
  }

  private boolean good(SignedNote note, byte[] bytes) {
    try {
      Signature ed25519 = Signature.getInstance("Ed25519");
      ed25519.initVerify(key);
      ed25519.update(note.signedBytes());
      return ed25519.verify(bytes);
    } catch (GeneralSecurityException e) {
      // So it says of signatures that are none: of another length, not on the curve.
      return false;
    }
  }

  private static String hex(int hash) {
    return HexFormat.of().toHexDigits(hash).toLowerCase(Locale.ROOT);
  }

  /** The text by which it is handed around. */
  @Override
  public String toString() {
    String key64 = java.util.Base64.getEncoder().encodeToString(NoteKeys.typed(publicKey));
    return name + '+' + hex(keyHash()) + '+' + key64;
  }
}
