package dev.assay.projections.wire;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * {@code Organization} of the resource manager.
 *
 * @param owner null: nobody owns it
 * @param state ACTIVE
 */
public record Organization(
    String id,
    String name,
    String state,
    Instant createdAt,
    @Nullable Object owner,
    boolean tfcSynced) {}
