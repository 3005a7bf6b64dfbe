package dev.assay.projections.bucket;

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
import dev.assay.events.bucket.BucketEvent.ChannelRestrictionChanged;
import dev.assay.events.bucket.BucketEvent.ChannelRevocationPolicyChanged;
import dev.assay.events.bucket.BucketEvent.ChannelRolledBack;
import dev.assay.events.bucket.BucketEvent.ChannelUnassigned;
import dev.assay.events.bucket.BucketEvent.ChildRecorded;
import dev.assay.events.bucket.BucketEvent.InheritedRevocationEnded;
import dev.assay.events.bucket.BucketEvent.IterationCreated;
import dev.assay.events.bucket.BucketEvent.IterationDeleted;
import dev.assay.events.bucket.BucketEvent.IterationEvent;
import dev.assay.events.bucket.BucketEvent.IterationPublished;
import dev.assay.events.bucket.BucketEvent.IterationRestored;
import dev.assay.events.bucket.BucketEvent.IterationRevoked;
import dev.assay.events.bucket.BucketEvent.ParentRecorded;
import dev.assay.events.bucket.BucketEvent.RevocationCancelled;
import dev.assay.events.bucket.BucketEvent.RevocationInherited;
import dev.assay.events.bucket.BucketEvent.RevocationScheduled;
import dev.assay.events.bucket.BucketEvent.RevocationTookEffect;
import dev.assay.events.channel.ChannelId;
import dev.assay.events.iteration.IterationId;
import dev.assay.events.journal.RecordedEvent;
import org.jspecify.annotations.Nullable;

/**
 * Folds the events of a bucket's stream into its record. Events that change nothing of it return
 * the very record that was given, so a view need not write it again.
 */
public final class BucketFold {

  private BucketFold() {}

  /**
   * @param current the record before the event, null where there is no such bucket
   * @return the record after it, null if the bucket is gone
   * @throws IllegalStateException if the event cannot follow: the history is broken
   */
  public static @Nullable BucketRecord apply(
      @Nullable BucketRecord current, RecordedEvent recorded) {
    if (!(recorded.event() instanceof BucketEvent event)) {
      return current;
    }
    if (event instanceof BucketCreated created) {
      return created(current, created, recorded);
    }
    if (current == null || !current.id().equals(event.bucketId())) {
      throw new IllegalStateException(
          "event "
              + recorded.sequence()
              + " of "
              + recorded.stream()
              + " is about bucket "
              + event.bucketId()
              + " (expected: "
              + (current == null ? "none" : current.id())
              + ")");
    }
    return next(current, event, recorded);
  }

  private static @Nullable BucketRecord next(
      BucketRecord bucket, BucketEvent event, RecordedEvent recorded) {
    return switch (event) {
      case BucketCreated created -> created(bucket, created, recorded);
      case BucketUpdated updated -> updated(bucket, updated, recorded);
      case BucketDeleted _ -> null;
      case IterationCreated _ -> counted(bucket, 1, recorded);
      case IterationDeleted _ -> counted(bucket, -1, recorded);
      case IterationPublished _ -> touched(bucket, recorded);
      case ChildRecorded _ -> bucket.hasChildren() ? bucket : touched(bucket.parent(), recorded);
      case InheritedRevocationEnded e -> touchedIfLatest(bucket, e, recorded);
      case IterationRestored e -> touchedIfLatest(bucket, e, recorded);
      case IterationRevoked e -> touchedIfLatest(bucket, e, recorded);
      case RevocationCancelled e -> touchedIfLatest(bucket, e, recorded);
      case RevocationInherited e -> touchedIfLatest(bucket, e, recorded);
      case RevocationScheduled e -> touchedIfLatest(bucket, e, recorded);
      case RevocationTookEffect e -> touchedIfLatest(bucket, e, recorded);
      case BuildCreated e -> touchedIfLatest(bucket, e, recorded);
      case BuildDescribed e -> touchedIfLatest(bucket, e, recorded);
      case ArtifactsRecorded e -> touchedIfLatest(bucket, e, recorded);
      case ParentRecorded e -> touchedIfLatest(bucket, e, recorded);
      case BuildStarted e -> touchedIfLatest(bucket, e, recorded);
      case BuildFinished e -> touchedIfLatest(bucket, e, recorded);
      case BuildFailed e -> touchedIfLatest(bucket, e, recorded);
      case BuildCancelled e -> touchedIfLatest(bucket, e, recorded);
      case BuildTimedOut e -> touchedIfLatest(bucket, e, recorded);
      case BuildDeleted e -> touchedIfLatest(bucket, e, recorded);
      case ChannelCreated created -> managed(bucket, created);
      case ChannelAssigned e -> moved(bucket, e.channelId(), e.iterationId(), recorded);
      case ChannelUnassigned e -> moved(bucket, e.channelId(), null, recorded);
      case ChannelRolledBack e -> moved(bucket, e.channelId(), e.iterationId(), recorded);
      case ChannelRestrictionChanged _, ChannelRevocationPolicyChanged _, ChannelDeleted _ ->
          bucket;
    };
  }

  private static BucketRecord created(
      @Nullable BucketRecord current, BucketCreated created, RecordedEvent recorded) {
    if (current != null) {
      throw new IllegalStateException(
          "event "
              + recorded.sequence()
              + " of "
              + recorded.stream()
              + " creates bucket "
              + created.bucketId()
              + " (expected: "
              + current.id()
              + " to be deleted before)");
    }
    return new BucketRecord(
        created.bucketId(),
        created.projectId(),
        created.name(),
        created.description(),
        created.labels(),
        recorded.time(),
        recorded.time(),
        0,
        null,
        null,
        false,
        recorded.position());
  }

  private static BucketRecord updated(
      BucketRecord bucket, BucketUpdated updated, RecordedEvent recorded) {
    var description = updated.description() == null ? bucket.description() : updated.description();
    var labels = updated.labels() == null ? bucket.labels() : updated.labels();
    return touched(bucket.described(description, labels), recorded);
  }

  private static BucketRecord counted(BucketRecord bucket, int more, RecordedEvent recorded) {
    return touched(bucket.counting(bucket.iterationCount() + more), recorded);
  }

  private static BucketRecord managed(BucketRecord bucket, ChannelCreated created) {
    return created.managed() ? bucket.pointing(created.channelId(), null) : bucket;
  }

  private static BucketRecord moved(
      BucketRecord bucket, ChannelId channel, @Nullable IterationId to, RecordedEvent recorded) {
    return channel.equals(bucket.latestChannelId())
        ? touched(bucket.pointing(channel, to), recorded)
        : bucket;
  }

  /**
   * A bucket's answer shows the whole iteration that {@code latest} points at, so what happens to
   * it counts.
   */
  private static BucketRecord touchedIfLatest(
      BucketRecord bucket, IterationEvent event, RecordedEvent recorded) {
    return event.iterationId().equals(bucket.latestIterationId())
        ? touched(bucket, recorded)
        : bucket;
  }

  private static BucketRecord touched(BucketRecord bucket, RecordedEvent recorded) {
    return bucket.touched(recorded.time(), recorded.position());
  }
}
