package dev.assay.events.journal.proof;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** The hash of a leaf or of a node of the tree: 32 bytes. Immutable. */
public final class MerkleHash {

  /** Length of a hash, bytes. */
  public static final int BYTES = 32;

  private final byte[] value;

  private MerkleHash(byte[] value) {
    if (value.length != BYTES) {
      throw new IllegalArgumentException(
          "hash: " + value.length + " bytes (expected: " + BYTES + ")");
    }
    this.value = value;
  }

  /**
   * @throws IllegalArgumentException if it is not 32 bytes long
   */
  public static MerkleHash of(byte[] value) {
    return new MerkleHash(value.clone());
  }

  /** One of several hashes that stand one after the other. */
  static MerkleHash at(byte[] hashes, int index) {
    return new MerkleHash(Arrays.copyOfRange(hashes, index * BYTES, (index + 1) * BYTES));
  }

  /**
   * @throws IllegalArgumentException if it is not the base64 of 32 bytes
   */
  public static MerkleHash fromBase64(String text) {
    return new MerkleHash(Base64.getDecoder().decode(text));
  }

  /**
   * @throws IllegalArgumentException if it is not 64 hex digits
   */
  public static MerkleHash fromHex(String text) {
    return new MerkleHash(HexFormat.of().parseHex(text));
  }

  public byte[] toBytes() {
    return value.clone();
  }

  /** Standard base64, with padding: as checkpoints write it. */
  public String toBase64() {
    return Base64.getEncoder().encodeToString(value);
  }

  /** Lower-case hex. */
  @Override
  public String toString() {
    return HexFormat.of().formatHex(value);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MerkleHash that && Arrays.equals(value, that.value);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(value);
  }
}
