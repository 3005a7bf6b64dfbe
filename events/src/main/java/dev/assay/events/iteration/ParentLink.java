package dev.assay.events.iteration;

import dev.assay.events.access.ProjectId;
import dev.assay.events.bucket.BucketId;
import dev.assay.events.bucket.BucketName;
import dev.assay.events.channel.ChannelId;
import org.jspecify.annotations.Nullable;

/**
 * What a build was made from, as its publisher declared it.
 *
 * @param declaredIterationId the parent version id as sent
 * @param declaredChannelId the parent channel id as sent, null where none was sent
 * @param tracked the parent where it is known in the same organisation, null where it is unknown,
 *     deleted or foreign
 */
public record ParentLink(
    IterationId declaredIterationId,
    @Nullable ChannelId declaredChannelId,
    @Nullable Tracked tracked) {

  /**
   * A parent that this registry holds.
   *
   * @param projectId the parent's project
   * @param bucketId the parent's bucket
   * @param bucketName the name of that bucket
   * @param fingerprint the fingerprint of the parent iteration
   */
  public record Tracked(
      ProjectId projectId, BucketId bucketId, BucketName bucketName, Fingerprint fingerprint) {}
}
