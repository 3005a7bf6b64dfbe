package dev.assay.projections.wire;

import java.time.Instant;

/**
 * {@code Project} of the resource manager.
 *
 * @param state ACTIVE
 * @param parent its organisation, never null
 * @param createdAt lies in the past of every client: they pick the oldest project and fail without
 *     one
 */
public record Project(
    String id,
    String name,
    String description,
    String state,
    ResourceId parent,
    Instant createdAt) {

  /** {@code ResourceID}. */
  public record ResourceId(String id, String type) {}
}
