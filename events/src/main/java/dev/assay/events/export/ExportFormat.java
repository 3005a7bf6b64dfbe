package dev.assay.events.export;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The file's layout (ADR 11): a ZIP archive with, in this order, {@value #HEADER} (JSON), the
 * records in parts {@code records/<first position>} (each record behind its length in four bytes,
 * big-endian), {@value #CHECKPOINT} (a signed note, if there was a key to sign it) and {@value
 * #SUMS} over all of these, as {@code sha256sum -c} reads it.
 */
final class ExportFormat {

  /** Raised where a reader of the format before would misread a file. */
  static final int FORMAT = 1;

  static final String HEADER = "assay-export.json";
  static final String CHECKPOINT = "checkpoint";
  static final String SUMS = "SHA256SUMS";

  /** A part is closed once it has this size. */
  static final int PART_BYTES = 1024 * 1024;

  /** Largest record: what the journal's topic takes. */
  static final int MAX_RECORD_BYTES = 16 * 1024 * 1024;

  static final int LENGTH_BYTES = Integer.BYTES;

  static final Pattern PART = Pattern.compile("records/[0-9]{19}");

  private ExportFormat() {}

  /** Name of the part that begins with a position; the names sort as the positions do. */
  static String part(long position) {
    return "records/%019d".formatted(position);
  }

  /** What a file in the archive is to whoever reads a message. */
  static String describe(String name) {
    return PART.matcher(name).matches()
        ? "records from position " + Long.parseLong(name.substring(name.indexOf('/') + 1)) + " on"
        : name;
  }

  static String sha256(byte[] bytes, int length) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(bytes, 0, length);
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256: absent (expected: in every JDK)", e);
    }
  }
}
