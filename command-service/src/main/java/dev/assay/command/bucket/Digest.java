package dev.assay.command.bucket;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The first 128 bits of a SHA-256: what an aggregate keeps of free-form values, of which it only
 * needs to know whether they are equal.
 */
public record Digest(long high, long low) {

  /**
   * Of texts in order; each is preceded by its length, so that no two lists of texts run into one.
   */
  public static Digest of(String... texts) {
    MessageDigest sha = sha256();
    for (String text : texts) {
      add(sha, text);
    }
    return finish(sha);
  }

  /** Of a map, whatever its order. */
  public static Digest of(Map<String, String> map) {
    MessageDigest sha = sha256();
    new TreeMap<>(map)
        .forEach((key, value) -> {
          add(sha, key);
          add(sha, value);
        });
    return finish(sha);
  }

  /** Of a text, null for null. */
  public static @Nullable Digest ofNullable(@Nullable String text) {
    return text == null ? null : of(text);
  }

  private static void add(MessageDigest sha, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    sha.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
    sha.update(bytes);
  }

  private static Digest finish(MessageDigest sha) {
    ByteBuffer bytes = ByteBuffer.wrap(sha.digest());
    return new Digest(bytes.getLong(), bytes.getLong());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256: missing (expected: part of every JDK)", e);
    }
  }
}
