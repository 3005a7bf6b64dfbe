package dev.assay.events.journal.proof;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Hashes leaves and nodes (RFC 6962 §2.1): SHA-256 over 0x00 and the entry, or over 0x01 and both
 * children. Keeps a digest, so that many hashes are cheap: used by one thread at a time.
 */
public final class MerkleHasher {

  private static final byte LEAF = 0;
  private static final byte NODE = 1;

  private final MessageDigest sha256;

  public MerkleHasher() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256: absent (expected: in every JDK)", e);
    }
  }

  /** Root of the tree without leaves. */
  public byte[] empty() {
    return sha256.digest();
  }

  public byte[] leaf(byte[] entry) {
    sha256.update(LEAF);
    return sha256.digest(entry);
  }

  public byte[] node(byte[] left, byte[] right) {
    sha256.update(NODE);
    sha256.update(left);
    return sha256.digest(right);
  }

  /** Root of a complete subtree: as many hashes as a power of two, one after the other. */
  byte[] fold(byte[] hashes, int first, int count) {
    if (count == 1) {
      return java.util.Arrays.copyOfRange(
          hashes, first * MerkleHash.BYTES, (first + 1) * MerkleHash.BYTES);
    }
    int half = count / 2;
    return node(fold(hashes, first, half), fold(hashes, first + half, half));
  }
}
