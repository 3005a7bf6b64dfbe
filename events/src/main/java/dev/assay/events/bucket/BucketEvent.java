package dev.assay.events.bucket;

import dev.assay.events.Event;
import dev.assay.events.Subject;
import dev.assay.events.access.ProjectId;
import dev.assay.events.channel.AssignmentCause;
import dev.assay.events.channel.ChannelId;
import dev.assay.events.channel.ChannelName;
import dev.assay.events.channel.OnRevocation;
import dev.assay.events.channel.RollbackCause;
import dev.assay.events.iteration.Artifact;
import dev.assay.events.iteration.BuildId;
import dev.assay.events.iteration.Fingerprint;
import dev.assay.events.iteration.IterationId;
import dev.assay.events.iteration.ParentLink;
import dev.assay.events.iteration.RevokedAncestor;
import dev.assay.events.iteration.TemplateType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What happens in the stream {@code bucket/<project>/<name>}: to a bucket, its iterations, builds,
 * artifacts and channels.
 *
 * <p>Names that a reader would otherwise have to look up elsewhere (component type, fingerprint)
 * stand in the fact. Absent optional values are null; free-form maps and lists are never null.
 */
public sealed interface BucketEvent extends Event {

  BucketId bucketId();

  @Override
  default List<Subject> subjects() {
    return List.of(Subject.of(bucketId()));
  }

  // --- the bucket itself

  record BucketCreated(
      BucketId bucketId,
      ProjectId projectId,
      BucketName name,
      String description,
      Map<String, String> labels)
      implements BucketEvent {}

  /** A change of the description or the labels; null keeps what was there. */
  record BucketUpdated(
      BucketId bucketId, @Nullable String description, @Nullable Map<String, String> labels)
      implements BucketEvent {}

  /**
   * The bucket and everything in it is gone; the stream may go on with another {@link
   * BucketCreated}.
   */
  record BucketDeleted(BucketId bucketId) implements BucketEvent {}

  // --- iterations

  /** A fact about one iteration. */
  sealed interface IterationEvent extends BucketEvent {
    IterationId iterationId();

    @Override
    default List<Subject> subjects() {
      return List.of(Subject.of(bucketId()), Subject.of(iterationId()));
    }
  }

  record IterationCreated(
      BucketId bucketId,
      IterationId iterationId,
      Fingerprint fingerprint,
      TemplateType templateType)
      implements IterationEvent {}

  /**
   * The iteration is complete: every build of it is done.
   *
   * @param number from 1, one past the highest surviving number of the bucket
   */
  record IterationPublished(BucketId bucketId, IterationId iterationId, int number)
      implements IterationEvent {}

  /** The iteration and its builds are gone. */
  record IterationDeleted(BucketId bucketId, IterationId iterationId) implements IterationEvent {}

  /**
   * An iteration of another (or this) bucket was built from this iteration: kept in the parent's
   * stream.
   */
  record ChildRecorded(BucketId bucketId, IterationId iterationId, Child child)
      implements IterationEvent {

    /**
     * The child.
     *
     * @param channelId the channel of the parent's bucket through which the child found it, null
     *     where none was declared
     */
    public record Child(
        ProjectId projectId,
        BucketId bucketId,
        BucketName bucketName,
        IterationId iterationId,
        Fingerprint fingerprint,
        BuildId buildId,
        @Nullable ChannelId channelId) {}
  }

  // --- revocations: an iteration has at most one of its own, and one from each revoked ancestor

  /**
   * Somebody revoked the iteration at once: it holds from this fact's position, with no instant of
   * its own. It replaces a schedule. The revoker is the commit's actor.
   *
   * @param message why, empty where nobody said
   * @param skipDescendants true if those built from it do not inherit
   * @param disableRollback true if channels stay where they are
   */
  record IterationRevoked(
      BucketId bucketId,
      IterationId iterationId,
      String message,
      boolean skipDescendants,
      boolean disableRollback)
      implements IterationEvent {}

  /**
   * Somebody scheduled a revocation, which is in force from its instant on, by the clock. It
   * replaces another schedule.
   *
   * @param effectiveAt later than the decision, to the millisecond
   * @param message why, empty where nobody said
   * @param skipDescendants true if those built from it do not inherit
   * @param disableRollback as it was asked for; what is scheduled moves no channel
   */
  record RevocationScheduled(
      BucketId bucketId,
      IterationId iterationId,
      Instant effectiveAt,
      String message,
      boolean skipDescendants,
      boolean disableRollback)
      implements IterationEvent {}

  /**
   * The instant of a schedule is past. It changes nothing: the clock did. Recorded once for each
   * schedule.
   */
  record RevocationTookEffect(BucketId bucketId, IterationId iterationId, Instant effectiveAt)
      implements IterationEvent {}

  /** Somebody took back a schedule before its instant. */
  record RevocationCancelled(BucketId bucketId, IterationId iterationId)
      implements IterationEvent {}

  /** Somebody took back a revocation that was in force. */
  record IterationRestored(BucketId bucketId, IterationId iterationId) implements IterationEvent {}

  /**
   * The iteration was built, directly or not, from one that is revoked or is to be. Message and
   * author stand in the fact about the ancestor. It replaces what it had from the same ancestor.
   *
   * @param effectiveAt the ancestor's instant, null if that was revoked at once
   * @param since for a child recorded after the ancestor was revoked at once: when that was; else
   *     null
   * @param disableRollback as the ancestor's
   */
  record RevocationInherited(
      BucketId bucketId,
      IterationId iterationId,
      RevokedAncestor from,
      @Nullable Instant effectiveAt,
      @Nullable Instant since,
      boolean disableRollback)
      implements IterationEvent {}

  /** The ancestor's revocation was taken back, and with it what was inherited from it. */
  record InheritedRevocationEnded(
      BucketId bucketId, IterationId iterationId, IterationId ancestorId)
      implements IterationEvent {}

  // --- builds

  /** A fact about one build. */
  sealed interface BuildEvent extends IterationEvent {
    BuildId buildId();

    @Override
    default List<Subject> subjects() {
      return List.of(Subject.of(bucketId()), Subject.of(iterationId()), Subject.of(buildId()));
    }
  }

  record BuildCreated(
      BucketId bucketId,
      IterationId iterationId,
      BuildId buildId,
      String componentType,
      String packerRunUuid)
      implements BuildEvent {}

  /**
   * What the publisher said about the build; null keeps what was there, a map given replaces the
   * one before.
   *
   * @param metadataJson the free-form metadata as one JSON object text
   */
  record BuildDescribed(
      BucketId bucketId,
      IterationId iterationId,
      BuildId buildId,
      @Nullable String packerRunUuid,
      @Nullable String platform,
      @Nullable Map<String, String> labels,
      @Nullable String sourceExternalIdentifier,
      @Nullable String metadataJson)
      implements BuildEvent {}

  /** The build made these images; they are added to those that it had. */
  record ArtifactsRecorded(
      BucketId bucketId, IterationId iterationId, BuildId buildId, List<Artifact> artifacts)
      implements BuildEvent {}

  /** What the build was made from; set once. */
  record ParentRecorded(
      BucketId bucketId, IterationId iterationId, BuildId buildId, ParentLink parent)
      implements BuildEvent {}

  /** The build runs, for the first time or again. */
  record BuildStarted(BucketId bucketId, IterationId iterationId, BuildId buildId)
      implements BuildEvent {}

  record BuildFinished(BucketId bucketId, IterationId iterationId, BuildId buildId)
      implements BuildEvent {}

  record BuildFailed(BucketId bucketId, IterationId iterationId, BuildId buildId)
      implements BuildEvent {}

  record BuildCancelled(BucketId bucketId, IterationId iterationId, BuildId buildId)
      implements BuildEvent {}

  /**
   * No sign of life came from the running build for the whole time-out; it counts as cancelled and
   * may run again.
   */
  record BuildTimedOut(BucketId bucketId, IterationId iterationId, BuildId buildId)
      implements BuildEvent {}

  record BuildDeleted(BucketId bucketId, IterationId iterationId, BuildId buildId)
      implements BuildEvent {}

  // --- channels

  /** A fact about one channel. */
  sealed interface ChannelEvent extends BucketEvent {
    ChannelId channelId();

    @Override
    default List<Subject> subjects() {
      return List.of(Subject.of(bucketId()), Subject.of(channelId()));
    }
  }

  /**
   * @param managed true for {@code latest}, which the registry itself moves
   */
  record ChannelCreated(
      BucketId bucketId, ChannelId channelId, ChannelName name, boolean managed, boolean restricted)
      implements ChannelEvent {}

  /** What the channel does from now on when the iteration that it points at is revoked. */
  record ChannelRevocationPolicyChanged(
      BucketId bucketId, ChannelId channelId, OnRevocation onRevocation) implements ChannelEvent {}

  record ChannelRestrictionChanged(BucketId bucketId, ChannelId channelId, boolean restricted)
      implements ChannelEvent {}

  /**
   * @param previousIterationId what it pointed at before, null for nothing
   */
  record ChannelAssigned(
      BucketId bucketId,
      ChannelId channelId,
      IterationId iterationId,
      @Nullable IterationId previousIterationId,
      AssignmentCause cause)
      implements ChannelEvent {}

  record ChannelUnassigned(BucketId bucketId, ChannelId channelId, IterationId previousIterationId)
      implements ChannelEvent {}

  /**
   * The channel went back to an earlier good iteration of its history.
   *
   * @param iterationId where it points now, null where the history holds no good one
   */
  record ChannelRolledBack(
      BucketId bucketId,
      ChannelId channelId,
      @Nullable IterationId iterationId,
      IterationId previousIterationId,
      RollbackCause cause)
      implements ChannelEvent {}

  record ChannelDeleted(BucketId bucketId, ChannelId channelId) implements ChannelEvent {}
}
