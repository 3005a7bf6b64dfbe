package dev.assay.projections.wire;

import org.jspecify.annotations.Nullable;

/**
 * {@code BucketAncestry}: one version was built from another.
 *
 * @param status UNDETERMINED, UP_TO_DATE or OUT_OF_DATE
 */
public record Relation(Parent parent, Child child, String status) {

  /**
   * What it was built from. Names are null where the parent is not known here. The last three
   * fields are Assay's own.
   *
   * @param versionId as the publisher declared it, null where only the source's identifier is known
   * @param channelName the channel through which the child found it, null for none, for one that is
   *     gone and for one that the caller may not see; so is {@code channelVersion}
   * @param channelVersion what that channel points at now, null for nothing
   * @param sourceExternalIdentifier the identifier of the image that was built from, where that is
   *     all that is known; else null
   * @param deleted whether the version is gone by now
   */
  public record Parent(
      @Nullable String bucketName,
      @Nullable String versionId,
      @Nullable String versionName,
      @Nullable String versionFingerprint,
      @Nullable String channelName,
      @Nullable VersionRef channelVersion,
      @Nullable String projectId,
      @Nullable String sourceExternalIdentifier,
      boolean deleted) {}

  /** What was built. The last field is Assay's own. */
  public record Child(
      String bucketName,
      String versionId,
      String versionName,
      String versionFingerprint,
      String projectId) {}

  /** A version by name. */
  public record VersionRef(String id, String name, String fingerprint) {}
}
