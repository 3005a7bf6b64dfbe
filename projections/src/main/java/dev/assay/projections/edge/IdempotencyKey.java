package dev.assay.projections.edge;

import dev.assay.projections.naming.Shown;
import dev.assay.projections.refusal.Checked;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the header {@value #HEADER} (draft-ietf-httpapi-idempotency-key-header) calls a request by,
 * so that its repetition is known as one.
 *
 * @param key 1 to {@value #LENGTH} characters
 * @param requestHash SHA-256 (lower-case hex) of the request that it was sent with
 */
public record IdempotencyKey(String key, String requestHash) {

  public static final String HEADER = "Idempotency-Key";

  static final int LENGTH = 255;

  private static final String EXPECTED =
      "one of 1 to " + LENGTH + " printable ASCII characters, in quotes or without";

  /** A string of RFC 8941 §3.3.3. */
  private static final Pattern QUOTED = Pattern.compile("\"((?:[ !#-\\[\\]-~]|\\\\[\"\\\\])*)\"");

  /** What clients send without quotes: UUIDs, ULIDs, base64. */
  private static final Pattern BARE = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~:/=-]+");

  private static final Pattern ESCAPED = Pattern.compile("\\\\(.)");

  /**
   * The key that a request's headers of this name hold; empty if there is none. A quoted key is the
   * same as a bare one.
   */
  static Checked<Optional<String>> keyIn(List<String> headers) {
    if (headers.isEmpty()) {
      return Checked.valid(Optional.empty());
    }
    if (headers.size() > 1) {
      return Checked.invalid(HEADER, headers.size() + " headers", EXPECTED);
    }
    String sent = headers.getFirst().strip();
    String key = read(sent);
    return key.isEmpty() || key.length() > LENGTH
        ? Checked.invalid(HEADER, Shown.value(sent), EXPECTED)
        : Checked.valid(Optional.of(key));
  }

  private static String read(String sent) {
    if (BARE.matcher(sent).matches()) {
      return sent;
    }
    var quoted = QUOTED.matcher(sent);
    return quoted.matches() ? ESCAPED.matcher(quoted.group(1)).replaceAll("$1") : "";
  }
}
