package dev.assay.projections.wire;

import org.jspecify.annotations.Nullable;

/**
 * Where a thing belongs.
 *
 * @param region always null: a registry has no regions
 */
public record Location(String organizationId, String projectId, @Nullable String region) {

  public static Location of(String organizationId, String projectId) {
    return new Location(organizationId, projectId, null);
  }
}
