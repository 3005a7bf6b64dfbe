package dev.assay.command.revocation;

import dev.assay.command.bucket.Digest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A revocation that somebody asked for.
 *
 * @param effectiveAt null if it holds at once
 * @param noted whether it was recorded that the instant is past
 */
public record OwnRevocation(
    @Nullable Instant effectiveAt,
    Digest message,
    boolean skipDescendants,
    boolean disableRollback,
    boolean noted) {

  boolean inForce(Instant now) {
    return effectiveAt == null || !now.isBefore(effectiveAt);
  }

  OwnRevocation note() {
    return new OwnRevocation(effectiveAt, message, skipDescendants, disableRollback, true);
  }
}
