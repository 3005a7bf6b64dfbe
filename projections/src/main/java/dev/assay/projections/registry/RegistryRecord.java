package dev.assay.projections.registry;

import dev.assay.events.access.ProjectId;
import dev.assay.events.registry.FeatureTier;
import dev.assay.events.registry.RegistryId;
import java.time.Instant;

/**
 * The registry of a project.
 *
 * @param lastPosition position of its last event
 */
public record RegistryRecord(
    RegistryId id,
    ProjectId projectId,
    FeatureTier featureTier,
    boolean activated,
    Instant createdAt,
    Instant updatedAt,
    long lastPosition) {}
