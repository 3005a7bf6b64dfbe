package dev.assay.events.journal.kafka;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/** SHA-256 of a record's bytes. */
final class RecordHash {

  private RecordHash() {}

  static byte[] of(byte @Nullable [] record) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return digest.digest(record == null ? new byte[0] : record);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256: absent (expected: in every JDK)", e);
    }
  }
}
