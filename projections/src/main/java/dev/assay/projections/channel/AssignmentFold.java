package dev.assay.projections.channel;

import dev.assay.events.bucket.BucketEvent;
import dev.assay.events.bucket.BucketEvent.ArtifactsRecorded;
import dev.assay.events.bucket.BucketEvent.BucketCreated;
import dev.assay.events.bucket.BucketEvent.BucketDeleted;
import dev.assay.events.bucket.BucketEvent.BucketUpdated;
import dev.assay.events.bucket.BucketEvent.BuildCancelled;
import dev.assay.events.bucket.BucketEvent.BuildCreated;
import dev.assay.events.bucket.BucketEvent.BuildDeleted;
import dev.assay.events.bucket.BucketEvent.BuildDescribed;
import dev.assay.events.bucket.BucketEvent.BuildFailed;
import dev.assay.events.bucket.BucketEvent.BuildFinished;
import dev.assay.events.bucket.BucketEvent.BuildStarted;
import dev.assay.events.bucket.BucketEvent.BuildTimedOut;
import dev.assay.events.bucket.BucketEvent.ChannelAssigned;
import dev.assay.events.bucket.BucketEvent.ChannelCreated;
import dev.assay.events.bucket.BucketEvent.ChannelDeleted;
import dev.assay.events.bucket.BucketEvent.ChannelEvent;
import dev.assay.events.bucket.BucketEvent.ChannelRestrictionChanged;
import dev.assay.events.bucket.BucketEvent.ChannelRevocationPolicyChanged;
import dev.assay.events.bucket.BucketEvent.ChannelRolledBack;
import dev.assay.events.bucket.BucketEvent.ChannelUnassigned;
import dev.assay.events.bucket.BucketEvent.ChildRecorded;
import dev.assay.events.bucket.BucketEvent.InheritedRevocationEnded;
import dev.assay.events.bucket.BucketEvent.IterationCreated;
import dev.assay.events.bucket.BucketEvent.IterationDeleted;
import dev.assay.events.bucket.BucketEvent.IterationPublished;
import dev.assay.events.bucket.BucketEvent.IterationRestored;
import dev.assay.events.bucket.BucketEvent.IterationRevoked;
import dev.assay.events.bucket.BucketEvent.ParentRecorded;
import dev.assay.events.bucket.BucketEvent.RevocationCancelled;
import dev.assay.events.bucket.BucketEvent.RevocationInherited;
import dev.assay.events.bucket.BucketEvent.RevocationScheduled;
import dev.assay.events.bucket.BucketEvent.RevocationTookEffect;
import dev.assay.events.channel.AssignmentCause;
import dev.assay.events.channel.RollbackCause;
import dev.assay.events.journal.RecordedEvent;
import dev.assay.projections.channel.AssignmentRecord.Cause;
import org.jspecify.annotations.Nullable;

/**
 * Folds the events of one channel into the intervals of its assignment history. Of these only the
 * last one is open, so an event changes at most two: it ends that one and begins the next.
 */
public final class AssignmentFold {

  private AssignmentFold() {}

  /**
   * What an event changes.
   *
   * @param ended the interval that was open, with its end; null if none ended
   * @param begun the interval that is open now; null if none began
   */
  public record Change(@Nullable AssignmentRecord ended, @Nullable AssignmentRecord begun) {

    /** The event changes nothing. */
    public static final Change NONE = new Change(null, null);
  }

  /**
   * @param open the channel's open interval, null where there is none
   * @param target the iteration that the channel points at after the event, null for nothing
   * @throws IllegalStateException if the event moves a channel to an iteration that is not given
   */
  public static Change apply(
      @Nullable AssignmentRecord open, @Nullable IterationRef target, RecordedEvent recorded) {
    if (!(recorded.event() instanceof BucketEvent event) || !concerns(event, open)) {
      return Change.NONE;
    }
    return switch (event) {
      case ChannelAssigned e ->
          moved(
              open,
              e,
              expect(target, e, recorded),
              cause(e.cause()),
              Authors.of(e.cause(), recorded),
              recorded);
      case ChannelUnassigned e ->
          moved(open, e, null, Cause.UNASSIGNMENT, recorded.actor().name(), recorded);
      case ChannelRolledBack e ->
          moved(
              open,
              e,
              e.iterationId() == null ? null : expect(target, e, recorded),
              cause(e.cause()),
              Authors.of(e.cause(), recorded),
              recorded);
      case ChannelDeleted _, BucketDeleted _ -> ended(open, recorded);
      case ChannelCreated _, ChannelRestrictionChanged _, ChannelRevocationPolicyChanged _ ->
          Change.NONE;
      case BucketCreated _, BucketUpdated _ -> Change.NONE;
      case IterationCreated _, IterationPublished _, IterationDeleted _, ChildRecorded _ ->
          Change.NONE;
      case IterationRevoked _,
          RevocationScheduled _,
          RevocationTookEffect _,
          RevocationCancelled _,
          IterationRestored _,
          RevocationInherited _,
          InheritedRevocationEnded _ ->
          Change.NONE;
      case BuildCreated _,
          BuildDescribed _,
          ArtifactsRecorded _,
          ParentRecorded _,
          BuildStarted _,
          BuildFinished _,
          BuildFailed _,
          BuildCancelled _,
          BuildTimedOut _,
          BuildDeleted _ ->
          Change.NONE;
    };
  }

  private static boolean concerns(BucketEvent event, @Nullable AssignmentRecord open) {
    return open == null
        || !(event instanceof ChannelEvent e)
        || e.channelId().equals(open.channelId());
  }

  private static IterationRef expect(
      @Nullable IterationRef target, ChannelEvent event, RecordedEvent recorded) {
    if (target == null) {
      throw new IllegalStateException(
          "event "
              + recorded.sequence()
              + " of "
              + recorded.stream()
              + " moves channel "
              + event.channelId()
              + " to an iteration that is not there (expected: a living one)");
    }
    return target;
  }

  private static Change moved(
      @Nullable AssignmentRecord open,
      ChannelEvent event,
      @Nullable IterationRef target,
      Cause cause,
      String author,
      RecordedEvent recorded) {
    var begun =
        new AssignmentRecord(
            event.channelId(),
            event.bucketId(),
            recorded.sequence(),
            target,
            open == null ? null : open.iteration(),
            author,
            cause,
            recorded.time(),
            recorded.position(),
            null,
            null);
    return new Change(ended(open, recorded).ended(), begun);
  }

  private static Change ended(@Nullable AssignmentRecord open, RecordedEvent recorded) {
    return open == null
        ? Change.NONE
        : new Change(open.ended(recorded.time(), recorded.position()), null);
  }

  private static Cause cause(AssignmentCause cause) {
    return switch (cause) {
      case MANUAL -> Cause.MANUAL;
      case COPIED -> Cause.COPIED;
      case COMPLETION -> Cause.COMPLETION;
    };
  }

  private static Cause cause(RollbackCause cause) {
    return switch (cause) {
      case MANUAL -> Cause.ROLLBACK;
      case REVOCATION -> Cause.REVOCATION;
      case DELETION -> Cause.DELETION;
    };
  }
}
