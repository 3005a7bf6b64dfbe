package dev.assay.projections.channel;

import dev.assay.events.bucket.BucketId;
import dev.assay.events.channel.ChannelId;
import dev.assay.events.channel.ChannelName;
import dev.assay.events.channel.OnRevocation;
import dev.assay.events.iteration.IterationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A living channel.
 *
 * @param managed true for {@code latest}, which the registry itself moves
 * @param onRevocation what it does when its iteration is revoked
 * @param author name of who changed it last
 * @param iterationId what it points at, null for nothing
 * @param updatedAt time of its last change, assignments too
 * @param lastPosition position of its last event
 */
public record ChannelRecord(
    ChannelId id,
    BucketId bucketId,
    ChannelName name,
    boolean managed,
    boolean restricted,
    OnRevocation onRevocation,
    String author,
    @Nullable IterationId iterationId,
    Instant createdAt,
    Instant updatedAt,
    long lastPosition) {

  /** The same channel, restricted or not. */
  public ChannelRecord restricted(boolean flag) {
    return new ChannelRecord(
        id,
        bucketId,
        name,
        managed,
        flag,
        onRevocation,
        author,
        iterationId,
        createdAt,
        updatedAt,
        lastPosition);
  }
}
