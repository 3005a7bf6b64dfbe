package dev.assay.projections.audit;

import org.jspecify.annotations.Nullable;

/**
 * What a row is about, by all names that it can be searched by. Of a refused request: as the caller
 * wrote it.
 *
 * @param project id of the project
 * @param bucket name of the bucket
 * @param channel name of the channel
 * @param version fingerprint of the version
 * @param build id of the build
 */
public record AuditTarget(
    @Nullable String project,
    @Nullable String bucket,
    @Nullable String bucketId,
    @Nullable String channel,
    @Nullable String channelId,
    @Nullable String version,
    @Nullable String versionId,
    @Nullable String build) {

  /** Nothing that is searched by. */
  static final AuditTarget NONE = new AuditTarget(null, null, null, null, null, null, null, null);

  static AuditTarget project(@Nullable String id) {
    return new AuditTarget(id, null, null, null, null, null, null, null);
  }

  static AuditTarget bucket(@Nullable String project, @Nullable String name, @Nullable String id) {
    return new AuditTarget(project, name, id, null, null, null, null, null);
  }

  AuditTarget channel(String name, String id) {
    return new AuditTarget(project, bucket, bucketId, name, id, version, versionId, build);
  }

  AuditTarget version(String fingerprint, String id) {
    return new AuditTarget(project, bucket, bucketId, channel, channelId, fingerprint, id, build);
  }

  AuditTarget build(String id) {
    return new AuditTarget(project, bucket, bucketId, channel, channelId, version, versionId, id);
  }
}
