package dev.assay.projections.iteration;

import dev.assay.events.iteration.ArtifactId;
import java.time.Instant;

/**
 * One image that a build made.
 *
 * @param externalIdentifier the platform's name for it, empty where the publisher gave none
 * @param region where it lies, empty where the publisher gave none
 */
public record ArtifactRecord(
    ArtifactId id, String externalIdentifier, String region, Instant createdAt) {}
