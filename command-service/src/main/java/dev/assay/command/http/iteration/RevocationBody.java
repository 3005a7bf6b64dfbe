package dev.assay.command.http.iteration;

import static dev.assay.projections.edge.RefusalException.unlessValid;

import dev.assay.command.http.FutureInstant;
import dev.assay.command.http.JsonBody;
import dev.assay.projections.naming.Limits;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What an update of a version says about its revocation. There is no mask: each field is an
 * instruction, and the empty values that generated clients send say nothing.
 *
 * @param at from when on
 */
record RevocationBody(
    Instant at, String message, boolean skipDescendants, boolean disableRollback) {

  /** Empty where the body asks for no revocation. */
  static Optional<RevocationBody> of(JsonBody body, Instant now) {
    Optional<Instant> at = FutureInstant.of(body, "revoke_at", "revoke_in", now);
    if (at.isPresent()) {
      refuse(body, "with revoke_at or revoke_in", List.of("restore", "complete"));
      return Optional.of(
          new RevocationBody(
              at.get(),
              message(body),
              body.flag("skip_descendants_revocation"),
              body.flag("disable_rollback_channels")));
    }
    refuse(
        body,
        "without revoke_at and revoke_in",
        List.of("revocation_message", "skip_descendants_revocation", "disable_rollback_channels"));
    return Optional.empty();
  }

  private static void refuse(JsonBody body, String why, List<String> fields) {
    for (String field : fields) {
      if (body.asks(field)) {
        throw body.refused(field, "given " + why, "absent");
      }
    }
  }

  private static String message(JsonBody body) {
    return unlessValid(
        Limits.text("revocation_message", body.text("revocation_message"), Limits.MESSAGE));
  }
}
