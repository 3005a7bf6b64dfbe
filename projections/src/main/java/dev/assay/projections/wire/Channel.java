package dev.assay.projections.wire;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * {@code Channel}.
 *
 * @param onRevocation Assay's own: {@code roll-back}, {@code hold} or {@code empty}
 * @param version the whole version with builds and artifacts, or null; never an empty object
 */
public record Channel(
    String id,
    String name,
    String bucketName,
    String authorId,
    boolean managed,
    boolean restricted,
    String onRevocation,
    @Nullable Version version,
    Instant createdAt,
    Instant updatedAt) {}
