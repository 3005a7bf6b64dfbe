package dev.assay.events.journal.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** What signers and verifiers of notes share: names, hashes and bytes of Ed25519 keys. */
final class NoteKeys {

  /** Names Ed25519 in front of a public key. */
  static final byte ED25519 = 1;

  static final int PUBLIC_BYTES = 32;

  /** What stands before the 32 bytes of an Ed25519 key in its X.509 form (RFC 8410). */
  private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  private NoteKeys() {}

  /** Whether it is a name: not empty, without white space and plus. */
  static boolean isName(String name) {
    return !name.isEmpty()
        && name.indexOf('+') < 0
        && name.codePoints().noneMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c));
  }

  static byte[] typed(byte[] publicKey) {
    return ByteBuffer.allocate(1 + publicKey.length).put(ED25519).put(publicKey).array();
  }

  /** The first four bytes of SHA-256 over name, newline, algorithm and key. */
  static int hash(String name, byte[] publicKey) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes((name + '\n').getBytes(UTF_8));
    all.writeBytes(typed(publicKey));
    try {
      return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(all.toByteArray()))
          .getInt();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256: absent (expected: in every JDK)", e);
    }
  }

  /** The 32 bytes of a public key. */
  static byte[] raw(PublicKey key) throws GeneralSecurityException {
    byte[] encoded = key.getEncoded();
    if (encoded.length != X509_PREFIX.length + PUBLIC_BYTES
        || !Arrays.equals(encoded, 0, X509_PREFIX.length, X509_PREFIX, 0, X509_PREFIX.length)) {
      throw new GeneralSecurityException(
          "public key: " + key.getAlgorithm() + " (expected: Ed25519)");
    }
    return Arrays.copyOfRange(encoded, X509_PREFIX.length, encoded.length);
  }

  static byte[] x509(byte[] publicKey) {
    return ByteBuffer.allocate(X509_PREFIX.length + publicKey.length)
        .put(X509_PREFIX)
        .put(publicKey)
        .array();
  }

  static byte[] base64(String what, String text) throws InvalidNoteException {
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
      if (Base64.getEncoder().encodeToString(bytes).equals(text)) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      // Said below, together with what decodes and is not how it is written.
    }
    throw new InvalidNoteException(what + ": \"" + text + "\" (expected: base64 with padding)");
  }
}
