package dev.assay.command.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Keeps client secrets as SHA-256, lower-case hex. That is enough, and fast, because secrets are
 * made by the server of 256 random bits: there is nothing to guess, so nothing to slow down.
 */
public final class Sha256SecretEncoder implements PasswordEncoder {

  @Override
  public String encode(@Nullable CharSequence secret) {
    if (secret == null) {
      throw new IllegalArgumentException("secret: null (expected: a text)");
    }
    return sha256(secret.toString());
  }

  @Override
  public boolean matches(@Nullable CharSequence secret, @Nullable String encoded) {
    return secret != null
        && encoded != null
        && MessageDigest.isEqual(bytes(sha256(secret.toString())), bytes(encoded));
  }

  /** What is kept of a secret. */
  public static String sha256(String secret) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes(secret)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
