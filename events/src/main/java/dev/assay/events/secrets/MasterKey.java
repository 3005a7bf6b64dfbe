package dev.assay.events.secrets;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key that seals secrets in the journal. Whoever runs the registry keeps it in a file outside
 * of the journal; all instances of one registry have the same.
 *
 * @param id names the key in facts: the first 16 hex digits of its SHA-256
 * @param key 256 bits, AES
 */
public record MasterKey(String id, SecretKey key) {

  /** Length of a master key, bytes. */
  public static final int BYTES = 32;

  /**
   * @param bytes {@value #BYTES} random bytes
   * @throws IllegalArgumentException if there are more or fewer
   */
  public static MasterKey of(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException(
          "master key: " + bytes.length + " bytes (expected: " + BYTES + ")");
    }
    return new MasterKey(idOf(bytes), new SecretKeySpec(bytes, "AES"));
  }

  private static String idOf(byte[] bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Never shows the key. */
  @Override
  public String toString() {
    return "MasterKey[" + id + "]";
  }
}
