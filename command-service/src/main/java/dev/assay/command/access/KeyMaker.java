package dev.assay.command.access;

import dev.assay.events.access.ClientId;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Makes client ids and secrets. A client id is random per installation, since clients keep tokens
 * by it and not by host. Safe for use by many threads.
 */
public final class KeyMaker {

  private static final int SECRET_BYTES = 32;
  private static final int CLIENT_ID_BYTES = 16;

  private final SecureRandom random;

  public KeyMaker(SecureRandom random) {
    this.random = random;
  }

  /** A new client id with a secret of 256 random bits. */
  public Credentials.Key make() {
    return new Credentials.Key(
        new ClientId("assay-" + HexFormat.of().formatHex(bytes(CLIENT_ID_BYTES))),
        Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(SECRET_BYTES)));
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
