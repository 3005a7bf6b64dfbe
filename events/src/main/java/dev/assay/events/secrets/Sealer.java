package dev.assay.events.secrets;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Seals and opens secrets with AES-256-GCM under the master key. A sealed secret is base64 of a
 * 12-byte nonce and the ciphertext with its 128-bit tag; it opens only under the purpose that it
 * was sealed for. Thread-safe.
 */
public final class Sealer {

  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final MasterKey masterKey;
  private final SecureRandom random;

  public Sealer(MasterKey masterKey, SecureRandom random) {
    this.masterKey = masterKey;
    this.random = random;
  }

  /** Which master key seals here. */
  public String masterKeyId() {
    return masterKey.id();
  }

  public String seal(byte[] secret, String purpose) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, purpose).doFinal(secret);
      return Base64.getEncoder()
          .encodeToString(
              ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed).array());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot seal " + purpose, e);
    }
  }

  /**
   * @throws SealBrokenException if it was not sealed under this master key for this purpose, or was
   *     changed since
   */
  public byte[] open(String sealed, String purpose) {
    try {
      byte[] bytes = Base64.getDecoder().decode(sealed);
      if (bytes.length < NONCE_BYTES) {
        throw new SealBrokenException(purpose, masterKey.id(), null);
      }
      byte[] nonce = new byte[NONCE_BYTES];
      ByteBuffer.wrap(bytes).get(nonce);
      return cipher(Cipher.DECRYPT_MODE, nonce, purpose)
          .doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new SealBrokenException(purpose, masterKey.id(), e);
    }
  }

  private Cipher cipher(int mode, byte[] nonce, String purpose) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(CIPHER);
    cipher.init(mode, masterKey.key(), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
