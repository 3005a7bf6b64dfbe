package dev.assay.projections.wire;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** {@code Registry}. */
public record Registry(
    String id, Location location, RegistryConfig config, Instant createdAt, Instant updatedAt) {

  /**
   * {@code RegistryConfig}.
   *
   * @param featureTier UNSET, STANDARD or PLUS
   * @param billingDeprovision always null: nothing is billed
   * @param tfcRunTaskConfig always null here: it has calls of its own
   */
  public record RegistryConfig(
      boolean activated,
      String featureTier,
      @Nullable Object billingDeprovision,
      @Nullable Object tfcRunTaskConfig) {}
}
