package dev.assay.projections.wire;

import java.time.Instant;

/** {@code Artifact}: one image. */
public record Artifact(String id, String externalIdentifier, String region, Instant createdAt) {}
