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
import dev.assay.events.channel.OnRevocation;
import dev.assay.events.iteration.IterationId;
import dev.assay.events.journal.RecordedEvent;
import org.jspecify.annotations.Nullable;

/**
 * Folds the events of one channel into its record. Events about anything else return the very
 * record that was given.
 */
public final class ChannelFold {

  private ChannelFold() {}

  /**
   * @param current the record before the event, null where there is no such channel
   * @return the record after it, null if the channel is gone
   * @throws IllegalStateException if the event cannot follow: the history is broken
   */
  public static @Nullable ChannelRecord apply(
      @Nullable ChannelRecord current, RecordedEvent recorded) {
    if (!(recorded.event() instanceof BucketEvent event)) {
      return current;
    }
    return switch (event) {
      case ChannelCreated created -> current == null ? created(created, recorded) : current;
      case ChannelRestrictionChanged e -> {
        var channel = expect(current, e, recorded);
        yield concerns(e, channel) ? restricted(channel, e.restricted(), recorded) : channel;
      }
      case ChannelRevocationPolicyChanged e -> {
        var channel = expect(current, e, recorded);
        yield concerns(e, channel) ? following(channel, e.onRevocation(), recorded) : channel;
      }
      case ChannelAssigned e -> {
        var channel = expect(current, e, recorded);
        yield concerns(e, channel)
            ? moved(channel, e.iterationId(), Authors.of(e.cause(), recorded), recorded)
            : channel;
      }
      case ChannelUnassigned e -> {
        var channel = expect(current, e, recorded);
        yield concerns(e, channel)
            ? moved(channel, null, recorded.actor().name(), recorded)
            : channel;
      }
      case ChannelRolledBack e -> {
        var channel = expect(current, e, recorded);
        yield concerns(e, channel)
            ? moved(channel, e.iterationId(), Authors.of(e.cause(), recorded), recorded)
            : channel;
      }
      case ChannelDeleted e -> {
        var channel = expect(current, e, recorded);
        yield concerns(e, channel) ? null : channel;
      }
      case BucketDeleted e ->
          current == null || current.bucketId().equals(e.bucketId()) ? null : current;
      case BucketCreated _, BucketUpdated _ -> current;
      case IterationCreated _, IterationPublished _, IterationDeleted _, ChildRecorded _ -> current;
      case IterationRevoked _,
          RevocationScheduled _,
          RevocationTookEffect _,
          RevocationCancelled _,
          IterationRestored _,
          RevocationInherited _,
          InheritedRevocationEnded _ ->
          current;
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
          current;
    };
  }

  private static ChannelRecord expect(
      @Nullable ChannelRecord current, ChannelEvent event, RecordedEvent recorded) {
    if (current == null) {
      throw new IllegalStateException(
          "event "
              + recorded.sequence()
              + " of "
              + recorded.stream()
              + " is about channel "
              + event.channelId()
              + " (expected: a channel that was created before)");
    }
    return current;
  }

  private static boolean concerns(ChannelEvent event, ChannelRecord channel) {
    return event.channelId().equals(channel.id());
  }

  private static ChannelRecord created(ChannelCreated created, RecordedEvent recorded) {
    return new ChannelRecord(
        created.channelId(),
        created.bucketId(),
        created.name(),
        created.managed(),
        created.restricted(),
        OnRevocation.ROLL_BACK,
        created.managed() ? Authors.REGISTRY : recorded.actor().name(),
        null,
        recorded.time(),
        recorded.time(),
        recorded.position());
  }

  private static ChannelRecord restricted(
      ChannelRecord channel, boolean restricted, RecordedEvent recorded) {
    return changed(
        channel,
        restricted,
        channel.onRevocation(),
        channel.iterationId(),
        recorded.actor().name(),
        recorded);
  }

  private static ChannelRecord following(
      ChannelRecord channel, OnRevocation onRevocation, RecordedEvent recorded) {
    return changed(
        channel,
        channel.restricted(),
        onRevocation,
        channel.iterationId(),
        recorded.actor().name(),
        recorded);
  }

  private static ChannelRecord moved(
      ChannelRecord channel, @Nullable IterationId to, String author, RecordedEvent recorded) {
    return changed(channel, channel.restricted(), channel.onRevocation(), to, author, recorded);
  }

  private static ChannelRecord changed(
      ChannelRecord c,
      boolean restricted,
      OnRevocation onRevocation,
      @Nullable IterationId iteration,
      String author,
      RecordedEvent recorded) {
    return new ChannelRecord(
        c.id(),
        c.bucketId(),
        c.name(),
        c.managed(),
        restricted,
        onRevocation,
        c.managed() ? Authors.REGISTRY : author,
        iteration,
        c.createdAt(),
        recorded.time(),
        recorded.position());
  }
}
