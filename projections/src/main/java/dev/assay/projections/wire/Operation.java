package dev.assay.projections.wire;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * {@code Operation}: work that clients may wait for; here it is always done.
 *
 * @param state DONE
 */
public record Operation(
    String id,
    Location location,
    String state,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Object error,
    @Nullable Object link,
    @Nullable Object response) {

  public static Operation done(String id, Location location, Instant at) {
    return new Operation(id, location, "DONE", at, at, null, null, null);
  }
}
