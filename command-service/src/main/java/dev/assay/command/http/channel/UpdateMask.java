package dev.assay.command.http.channel;

import dev.assay.command.http.JsonBody;
import java.util.Arrays;

/**
 * Which fields of a channel a call changes; what is masked and absent means its zero value.
 *
 * @param assignment the version that it points at
 * @param restricted who may see it
 * @param onRevocation what it does when its version is revoked
 */
record UpdateMask(boolean assignment, boolean restricted, boolean onRevocation) {

  private static final String FIELD = "update_mask";
  private static final String EXPECTED =
      "versionFingerprint, restricted, onRevocation, or several joined by commas";

  static UpdateMask of(JsonBody body) {
    String mask = body.textOrNull(FIELD);
    if (mask == null) {
      throw body.refused(FIELD, "none", EXPECTED);
    }
    boolean assignment = false;
    boolean restricted = false;
    boolean onRevocation = false;
    for (String path : Arrays.stream(mask.split(",", -1)).map(String::trim).toList()) {
      switch (path) {
        case "versionFingerprint", "version_fingerprint" -> assignment = true;
        case "restricted" -> restricted = true;
        case "onRevocation", "on_revocation" -> onRevocation = true;
        default -> throw body.refused(FIELD, path, EXPECTED);
      }
    }
    return new UpdateMask(assignment, restricted, onRevocation);
  }
}
