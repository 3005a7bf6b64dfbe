package dev.assay.projections.iteration;

import dev.assay.events.iteration.BuildId;
import dev.assay.events.iteration.BuildStatus;
import dev.assay.events.iteration.IterationId;
import dev.assay.events.iteration.ParentLink;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A build of an iteration, with its artifacts in the order in which they were recorded. Texts that
 * nobody gave are empty.
 *
 * @param metadataJson the free-form metadata as one JSON object text, null for none
 * @param parent what it was made from, null where nothing was declared
 * @param lastPosition position of its last event
 */
public record BuildRecord(
    BuildId id,
    IterationId iterationId,
    String componentType,
    String packerRunUuid,
    String platform,
    BuildStatus status,
    Map<String, String> labels,
    String sourceExternalIdentifier,
    List<ArtifactRecord> artifacts,
    @Nullable ParentLink parent,
    @Nullable String metadataJson,
    Instant createdAt,
    Instant updatedAt,
    long lastPosition) {}
