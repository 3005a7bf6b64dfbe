package dev.assay.command.bucket;

import dev.assay.command.execution.Command;
import dev.assay.events.access.ProjectId;
import dev.assay.events.bucket.BucketId;
import dev.assay.events.bucket.BucketName;
import dev.assay.events.channel.ChannelId;
import dev.assay.events.channel.ChannelName;
import dev.assay.events.channel.OnRevocation;
import dev.assay.events.iteration.Artifact;
import dev.assay.events.iteration.BuildId;
import dev.assay.events.iteration.BuildStatus;
import dev.assay.events.iteration.Fingerprint;
import dev.assay.events.iteration.IterationId;
import dev.assay.events.iteration.TemplateType;
import dev.assay.events.journal.StreamName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What may be asked of a bucket. Identities of new things are made by the caller, so that a command
 * that is decided again makes the same things. Absent optional values are null and mean: keep.
 */
public sealed interface BucketCommand extends Command {

  ProjectId project();

  BucketName bucket();

  @Override
  default StreamName stream() {
    return StreamName.bucket(project(), bucket());
  }

  @Override
  default String askedOf() {
    return "bucket: " + bucket();
  }

  @Override
  default boolean yieldsToCascades() {
    return true;
  }

  /**
   * @param bucketId identity of the new bucket
   * @param latestChannelId identity of its managed channel
   */
  record CreateBucket(
      ProjectId project,
      BucketName bucket,
      BucketId bucketId,
      ChannelId latestChannelId,
      String description,
      Map<String, String> labels)
      implements BucketCommand {}

  record UpdateBucket(
      ProjectId project,
      BucketName bucket,
      @Nullable String description,
      @Nullable Map<String, String> labels)
      implements BucketCommand {}

  record DeleteBucket(ProjectId project, BucketName bucket) implements BucketCommand {}

  record CreateIteration(
      ProjectId project,
      BucketName bucket,
      IterationId iterationId,
      Fingerprint fingerprint,
      TemplateType templateType)
      implements BucketCommand {}

  /** Asks for completion by hand: refused unless every build is done. */
  record PublishIteration(ProjectId project, BucketName bucket, Fingerprint fingerprint)
      implements BucketCommand {}

  /**
   * @param rollbackChannels true lets user channels that point at it roll back; false refuses if
   *     there are any
   */
  record DeleteIteration(
      ProjectId project, BucketName bucket, Fingerprint fingerprint, boolean rollbackChannels)
      implements BucketCommand {}

  /**
   * Revokes an iteration, and with it everything that was built from it.
   *
   * @param effectiveAt null, or an instant that is past: at once
   * @param message empty for none
   * @param skipDescendants true leaves those built from it alone
   * @param disableRollback true leaves channels where they are
   */
  record RevokeIteration(
      ProjectId project,
      BucketName bucket,
      Fingerprint fingerprint,
      @Nullable Instant effectiveAt,
      String message,
      boolean skipDescendants,
      boolean disableRollback)
      implements BucketCommand {}

  /** Takes an iteration's own revocation or schedule back, and what others inherited of it. */
  record RestoreIteration(ProjectId project, BucketName bucket, Fingerprint fingerprint)
      implements BucketCommand {}

  /** The timer found that the instant of a schedule is past. */
  record RecordDueRevocation(
      ProjectId project, BucketName bucket, Fingerprint fingerprint, Instant effectiveAt)
      implements BucketCommand {}

  /** What a publisher says about a build. Null keeps; an empty map or list keeps too. */
  record BuildDetails(
      @Nullable String packerRunUuid,
      @Nullable String platform,
      Map<String, String> labels,
      @Nullable String sourceExternalIdentifier,
      @Nullable IterationId parentIterationId,
      @Nullable ChannelId parentChannelId,
      List<Artifact> artifacts,
      @Nullable String metadataJson) {

    /** Says nothing. */
    public static final BuildDetails NONE =
        new BuildDetails(null, null, Map.of(), null, null, null, List.of(), null);
  }

  record CreateBuild(
      ProjectId project,
      BucketName bucket,
      Fingerprint fingerprint,
      BuildId buildId,
      String componentType,
      BuildStatus status,
      BuildDetails details)
      implements BucketCommand {}

  /**
   * @param status null or {@code UNSET} keeps the status
   */
  record UpdateBuild(
      ProjectId project,
      BucketName bucket,
      Fingerprint fingerprint,
      BuildId buildId,
      @Nullable BuildStatus status,
      BuildDetails details)
      implements BucketCommand {}

  /** The timer found no sign of life for the whole time-out. */
  record TimeOutBuild(
      ProjectId project, BucketName bucket, Fingerprint fingerprint, BuildId buildId)
      implements BucketCommand {}

  record DeleteBuild(ProjectId project, BucketName bucket, Fingerprint fingerprint, BuildId buildId)
      implements BucketCommand {}

  /**
   * @param fingerprint what it points at first, null for nothing
   */
  record CreateChannel(
      ProjectId project,
      BucketName bucket,
      ChannelId channelId,
      ChannelName channel,
      @Nullable Fingerprint fingerprint,
      boolean restricted,
      OnRevocation onRevocation)
      implements BucketCommand {

    /** A channel that rolls back. */
    public CreateChannel(
        ProjectId project,
        BucketName bucket,
        ChannelId channelId,
        ChannelName channel,
        @Nullable Fingerprint fingerprint,
        boolean restricted) {
      this(project, bucket, channelId, channel, fingerprint, restricted, OnRevocation.ROLL_BACK);
    }
  }

  /**
   * Changes what is masked, all of it or nothing.
   *
   * @param assignment null: not masked; empty: unassign; else the fingerprint to point at
   * @param restricted null: not masked
   * @param onRevocation null: not masked
   */
  record UpdateChannel(
      ProjectId project,
      BucketName bucket,
      ChannelName channel,
      @Nullable Optional<Fingerprint> assignment,
      @Nullable Boolean restricted,
      @Nullable OnRevocation onRevocation)
      implements BucketCommand {

    /** Leaves alone what it does on a revocation. */
    public UpdateChannel(
        ProjectId project,
        BucketName bucket,
        ChannelName channel,
        @Nullable Optional<Fingerprint> assignment,
        @Nullable Boolean restricted) {
      this(project, bucket, channel, assignment, restricted, null);
    }
  }

  /**
   * Takes a channel further back in its history, never forward again.
   *
   * @param target null: the last good one before the present one
   */
  record RollbackChannel(
      ProjectId project, BucketName bucket, ChannelName channel, @Nullable Fingerprint target)
      implements BucketCommand {}

  /** Points one channel at what another points at. */
  record CopyAssignment(
      ProjectId project, BucketName bucket, ChannelName source, ChannelName target)
      implements BucketCommand {}

  record DeleteChannel(ProjectId project, BucketName bucket, ChannelName channel)
      implements BucketCommand {}
}
