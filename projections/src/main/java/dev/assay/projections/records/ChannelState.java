package dev.assay.projections.records;

import dev.assay.events.bucket.BucketEvent.ChannelAssigned;
import dev.assay.events.bucket.BucketEvent.ChannelRolledBack;
import dev.assay.events.iteration.IterationId;
import dev.assay.events.journal.RecordedEvent;
import dev.assay.projections.channel.AssignmentFold;
import dev.assay.projections.channel.AssignmentRecord;
import dev.assay.projections.channel.ChannelFold;
import dev.assay.projections.channel.ChannelRecord;
import dev.assay.projections.channel.IterationRef;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the events of one channel say of it.
 *
 * @param living its record, null before it is created and once it is deleted
 * @param open its open interval, null where there is none
 * @param shown how many intervals, gaps left out, had begun
 */
record ChannelState(@Nullable ChannelRecord living, @Nullable AssignmentRecord open, int shown) {

  static final ChannelState NOTHING = new ChannelState(null, null, 0);

  /** The next state, and the interval that ended. */
  record Step(ChannelState next, @Nullable AssignmentRecord ended) {}

  /**
   * @param references what history keeps of the iterations of the bucket
   */
  Step apply(RecordedEvent recorded, Function<IterationId, Optional<IterationRef>> references) {
    var target = target(recorded);
    var change =
        AssignmentFold.apply(
            open, target == null ? null : references.apply(target).orElse(null), recorded);
    var begun = change.begun();
    boolean moved = change.ended() != null || begun != null;
    int shownNow = shown + (begun != null && begun.iteration() != null ? 1 : 0);
    var next =
        new ChannelState(ChannelFold.apply(living, recorded), moved ? begun : open, shownNow);
    return new Step(next, change.ended());
  }

  Optional<ChannelRecord> record() {
    return Optional.ofNullable(living);
  }

  private static @Nullable IterationId target(RecordedEvent recorded) {
    return switch (recorded.event()) {
      case ChannelAssigned e -> e.iterationId();
      case ChannelRolledBack e -> e.iterationId();
      default -> null;
    };
  }
}
