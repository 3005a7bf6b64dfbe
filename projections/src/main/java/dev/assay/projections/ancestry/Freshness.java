package dev.assay.projections.ancestry;

import dev.assay.events.bucket.BucketId;
import dev.assay.events.channel.ChannelId;
import dev.assay.events.iteration.IterationId;
import dev.assay.projections.channel.ChannelRecord;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Tells how fresh children are, at one moment; a channel is looked up once. For use by one thread.
 */
public final class Freshness {

  private final Function<ChannelId, Optional<ChannelRecord>> channels;
  private final Map<ChannelId, Optional<ChannelRecord>> known = new HashMap<>();

  /**
   * @param channels finds a living channel
   */
  public Freshness(Function<ChannelId, Optional<ChannelRecord>> channels) {
    this.channels = channels;
  }

  public AncestryStatus of(RelationRecord relation) {
    return relation
        .deciding()
        .flatMap(via -> current(relation.parent().bucketId(), via))
        .map(current -> of(relation.parent().iterationId(), current))
        .orElse(AncestryStatus.UNDETERMINED);
  }

  /** What a channel of a bucket points at; empty for nothing, and for a channel that is not its. */
  public Optional<IterationId> current(BucketId bucket, ChannelId channel) {
    return channel(channel)
        .filter(found -> found.bucketId().equals(bucket))
        .map(ChannelRecord::iterationId);
  }

  public Optional<ChannelRecord> channel(ChannelId id) {
    return known.computeIfAbsent(id, channels);
  }

  private static AncestryStatus of(IterationId parent, IterationId current) {
    return parent.equals(current) ? AncestryStatus.UP_TO_DATE : AncestryStatus.OUT_OF_DATE;
  }
}
