package dev.assay.projections.wire;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * {@code ChannelAssignment}: a row of a channel's history. The last four fields are Assay's own.
 *
 * @param version what the channel pointed at; of a deleted one what history keeps, with status
 *     {@code VERSION_UNSET}
 * @param endedAt when it pointed elsewhere or at nothing, null while it lasts
 * @param previousVersion what it pointed at just before, null for nothing
 * @param cause MANUAL, COPIED, COMPLETION, ROLLBACK, REVOCATION or DELETION
 * @param versionDeleted whether the version is gone by now
 */
public record ChannelAssignment(
    Version version,
    String authorId,
    Instant assignedAt,
    @Nullable Instant endedAt,
    @Nullable VersionRef previousVersion,
    String cause,
    boolean versionDeleted) {

  /** A version by name. */
  public record VersionRef(String id, String name, String fingerprint) {}
}
