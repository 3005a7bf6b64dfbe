package dev.assay.projections.channel;

import dev.assay.events.bucket.BucketId;
import dev.assay.events.channel.ChannelId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a channel pointed at from one moment to another: the interval {@code [from, to)}.
 *
 * @param sequence sequence of the event that began it; with the channel it identifies the interval
 * @param iteration what it pointed at, null for a gap: nothing
 * @param previous what it pointed at just before, null for nothing
 * @param author name of who caused it
 * @param from time of the commit that began it
 * @param fromPosition position of that commit
 * @param to time of the commit that ended it, null while it lasts
 * @param toPosition position of that commit, null while it lasts
 */
public record AssignmentRecord(
    ChannelId channelId,
    BucketId bucketId,
    long sequence,
    @Nullable IterationRef iteration,
    @Nullable IterationRef previous,
    String author,
    Cause cause,
    Instant from,
    long fromPosition,
    @Nullable Instant to,
    @Nullable Long toPosition) {

  /** Why an interval began. */
  public enum Cause {
    /** Somebody pointed the channel at it. */
    MANUAL,
    /** Copied from another channel. */
    COPIED,
    /** The managed channel followed the iteration that was completed last. */
    COMPLETION,
    /** Somebody took the assignment away. */
    UNASSIGNMENT,
    /** Somebody asked for the one before. */
    ROLLBACK,
    /** What it pointed at was revoked. */
    REVOCATION,
    /** What it pointed at was deleted. */
    DELETION
  }

  AssignmentRecord ended(Instant time, long position) {
    return new AssignmentRecord(
        channelId,
        bucketId,
        sequence,
        iteration,
        previous,
        author,
        cause,
        from,
        fromPosition,
        time,
        position);
  }
}
