package dev.assay.projections.wire;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code Build}.
 *
 * @param versionId always set: publishers copy it into the {@code parent_version_id} of the next
 *     image
 * @param status {@code BUILD_UNSET} too is written
 * @param metadata one JSON object text, written as it is; null where the answer leaves it out or
 *     there is none
 */
public record Build(
    String id,
    String versionId,
    String componentType,
    String packerRunUuid,
    String platform,
    BuildStatus status,
    Map<String, String> labels,
    String sourceExternalIdentifier,
    List<Artifact> artifacts,
    Instant createdAt,
    Instant updatedAt,
    @JsonRawValue @Nullable String metadata) {

  /** Where a build stands. */
  public enum BuildStatus {
    BUILD_UNSET,
    BUILD_RUNNING,
    BUILD_DONE,
    BUILD_CANCELLED,
    BUILD_FAILED
  }
}
