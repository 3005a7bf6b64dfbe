package dev.assay.command.iteration;

import dev.assay.command.bucket.BucketCommand.BuildDetails;
import dev.assay.command.bucket.Digest;
import dev.assay.events.bucket.BucketEvent.BuildDescribed;
import dev.assay.events.bucket.BucketId;
import dev.assay.events.iteration.Artifact;
import dev.assay.events.iteration.IterationId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What of the details given is new to a build; null, and an empty text, map or list, say nothing.
 *
 * @param parent true if the build had no parent and one is declared
 */
record BuildChange(
    @Nullable String packerRunUuid,
    @Nullable String platform,
    @Nullable Map<String, String> labels,
    @Nullable String sourceExternalIdentifier,
    @Nullable String metadataJson,
    boolean parent,
    List<Artifact> artifacts) {

  static BuildChange of(BuildState build, BuildDetails given) {
    return new BuildChange(
        differs(given.packerRunUuid(), build.packerRunUuid()),
        differs(given.platform(), build.platform()),
        given.labels().isEmpty() || Digest.of(given.labels()).equals(build.labels())
            ? null
            : given.labels(),
        differsFrom(build.sourceExternalIdentifier(), given.sourceExternalIdentifier()),
        differsFrom(build.metadata(), given.metadataJson()),
        given.parentIterationId() != null && build.parent() == null,
        build.missing(given.artifacts()));
  }

  /** Why the details contradict what may be set only once. */
  static Optional<String> contradiction(BuildState build, BuildDetails given) {
    if (build.platform() != null && differs(given.platform(), build.platform()) != null) {
      return Optional.of(setOnce("platform", given.platform(), build.platform()));
    }
    IterationId parent = build.parent();
    if (parent == null) {
      return Optional.empty();
    }
    if (given.parentIterationId() != null && !given.parentIterationId().equals(parent)) {
      return Optional.of(setOnce("parent_version_id", given.parentIterationId(), parent));
    }
    if (given.parentChannelId() != null && !given.parentChannelId().equals(build.parentChannel())) {
      Object had = build.parentChannel() == null ? "none" : build.parentChannel();
      return Optional.of(setOnce("parent_channel_id", given.parentChannelId(), had));
    }
    return Optional.empty();
  }

  boolean isNothing() {
    return packerRunUuid == null && isNothingButTheRun();
  }

  /** Whether at most the run's id is new: all that a sign of life may bring with it. */
  boolean isNothingButTheRun() {
    return platform == null
        && labels == null
        && sourceExternalIdentifier == null
        && metadataJson == null
        && !parent
        && artifacts.isEmpty();
  }

  Optional<BuildDescribed> described(BucketId bucket, IterationId iteration, BuildState build) {
    if (packerRunUuid == null
        && platform == null
        && labels == null
        && sourceExternalIdentifier == null
        && metadataJson == null) {
      return Optional.empty();
    }
    return Optional.of(
        new BuildDescribed(
            bucket,
            iteration,
            build.id(),
            packerRunUuid,
            platform,
            labels,
            sourceExternalIdentifier,
            metadataJson));
  }

  private static String setOnce(String field, @Nullable Object given, @Nullable Object had) {
    return field + ": " + given + " (expected: " + had + ", it is set once)";
  }

  private static @Nullable String differs(@Nullable String given, @Nullable String had) {
    return given == null || given.isEmpty() || given.equals(had) ? null : given;
  }

  private static @Nullable String differsFrom(@Nullable Digest had, @Nullable String given) {
    return given == null || given.isEmpty() || Objects.equals(Digest.of(given), had) ? null : given;
  }
}
