package dev.assay.projections.access;

import dev.assay.events.access.ClientId;
import dev.assay.events.access.PrincipalId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A client id that still stands, and what its secret must hash to.
 *
 * @param secretSha256 SHA-256 of the secret's UTF-8 bytes, lower-case hex
 * @param expiresAt first instant at which it no longer works, null for never
 */
public record KeyRecord(
    ClientId clientId,
    PrincipalId principalId,
    String secretSha256,
    Instant createdAt,
    @Nullable Instant expiresAt) {

  /** Whether its time has not run out. */
  public boolean validAt(Instant now) {
    return expiresAt == null || now.isBefore(expiresAt);
  }
}
