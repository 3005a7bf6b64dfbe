package dev.assay.command.bucket;

import dev.assay.command.bucket.BucketCommand.RevokeIteration;
import dev.assay.command.bucket.Impact.Descendant;
import dev.assay.command.bucket.Impact.Effect;
import dev.assay.command.bucket.Impact.Move;
import dev.assay.command.bucket.Impact.Place;
import dev.assay.command.bucket.Impact.TouchedChannel;
import dev.assay.command.bucket.Impact.Version;
import dev.assay.command.channel.ChannelState;
import dev.assay.command.iteration.IterationState;
import dev.assay.events.bucket.BucketEvent;
import dev.assay.events.bucket.BucketEvent.ChannelRolledBack;
import dev.assay.events.bucket.BucketEvent.InheritedRevocationEnded;
import dev.assay.events.bucket.BucketEvent.RevocationInherited;
import dev.assay.events.channel.ChannelId;
import dev.assay.events.iteration.IterationId;
import dev.assay.events.journal.StreamName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells what a revocation touched on copies, out of what it applied to them. */
final class ImpactOf {

  private final BucketCopies copies;
  private final Instant now;
  private final List<Descendant> descendants = new ArrayList<>();
  private final List<TouchedChannel> channels = new ArrayList<>();

  ImpactOf(BucketCopies copies, Instant now) {
    this.copies = copies;
    this.now = now;
  }

  Impact of(RevokeIteration command, Revocation.Outcome outcome) {
    copies.applied().forEach(this::descendants);
    outcome.reached().forEach(this::channels);
    BucketState bucket = state(command.stream());
    IterationState root = bucket.iterations().find(command.fingerprint());
    descendants.sort(
        Comparator.comparing((Descendant each) -> each.place().project().value())
            .thenComparing(each -> each.place().bucket().value())
            .thenComparing(each -> each.version().number())
            .thenComparing(each -> each.version().fingerprint().value()));
    channels.sort(
        Comparator.comparing((TouchedChannel each) -> each.place().project().value())
            .thenComparing(each -> each.place().bucket().value())
            .thenComparing(each -> each.name().value()));
    if (root == null) {
      throw new IllegalStateException("dry run: " + command.fingerprint() + " is gone");
    }
    return new Impact(version(root), List.copyOf(descendants), List.copyOf(channels));
  }

  private void descendants(StreamName stream, List<BucketEvent> events) {
    BucketState bucket = state(stream);
    for (BucketEvent event : events) {
      switch (event) {
        case RevocationInherited e ->
            add(
                bucket,
                e.iterationId(),
                e.from().iterationId(),
                e.effectiveAt() == null ? Effect.REVOKED : Effect.SCHEDULED);
        case InheritedRevocationEnded e ->
            add(bucket, e.iterationId(), e.ancestorId(), Effect.FREED);
        default -> {}
      }
    }
  }

  private void add(BucketState bucket, IterationId id, IterationId ancestor, Effect effect) {
    IterationState iteration = iteration(bucket, id);
    descendants.add(
        new Descendant(
            place(bucket),
            version(iteration),
            effect,
            iteration.revocations().inForceBut(ancestor, now)));
  }

  private void channels(StreamName stream, Set<IterationId> reached) {
    BucketState bucket = state(stream);
    Map<ChannelId, ChannelRolledBack> moved = new HashMap<>();
    copies.applied().getOrDefault(stream, List.of()).stream()
        .filter(ChannelRolledBack.class::isInstance)
        .map(ChannelRolledBack.class::cast)
        .forEach(event -> moved.put(event.channelId(), event));
    for (ChannelState channel : bucket.channels().all()) {
      ChannelRolledBack move = moved.get(channel.id());
      if (move != null) {
        channels.add(moved(bucket, channel, move));
      } else if (channel.current() != null && reached.contains(channel.current())) {
        channels.add(touched(bucket, channel, channel.current(), Move.HOLD, null));
      }
    }
  }

  private static TouchedChannel moved(
      BucketState bucket, ChannelState channel, ChannelRolledBack move) {
    IterationId to = move.iterationId();
    return touched(
        bucket, channel, move.previousIterationId(), to == null ? Move.EMPTY : Move.ROLL_BACK, to);
  }

  private static TouchedChannel touched(
      BucketState bucket,
      ChannelState channel,
      IterationId from,
      Move move,
      @Nullable IterationId to) {
    return new TouchedChannel(
        place(bucket),
        channel.name(),
        channel.isManaged(),
        channel.isRestricted(),
        version(iteration(bucket, from)),
        move,
        to == null ? null : version(iteration(bucket, to)));
  }

  private BucketState state(StreamName stream) {
    return copies
        .bucket(stream)
        .state()
        .orElseThrow(() -> new IllegalStateException("dry run: " + stream + " is deleted"));
  }

  private static IterationState iteration(BucketState bucket, IterationId id) {
    IterationState iteration = bucket.iterations().byId(id);
    if (iteration == null) {
      throw new IllegalStateException("dry run: iteration " + id + " (expected: a living one)");
    }
    return iteration;
  }

  private static Place place(BucketState bucket) {
    return new Place(bucket.project(), bucket.name());
  }

  private static Version version(IterationState iteration) {
    return new Version(iteration.id(), iteration.fingerprint(), iteration.number());
  }
}
