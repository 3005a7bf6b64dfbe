package dev.assay.command.iteration;

import dev.assay.command.bucket.BucketState;
import dev.assay.events.bucket.BucketEvent;
import dev.assay.events.bucket.BucketEvent.ChannelAssigned;
import dev.assay.events.bucket.BucketEvent.IterationPublished;
import dev.assay.events.channel.AssignmentCause;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * Completes an iteration: it gets its number, and the managed channel follows, unless it is revoked
 * already.
 */
final class Completion {

  private final BucketState bucket;
  private final Consumer<BucketEvent> apply;
  private final Instant now;

  Completion(BucketState bucket, Consumer<BucketEvent> apply, Instant now) {
    this.bucket = bucket;
    this.apply = apply;
    this.now = now;
  }

  void completeIfDone(IterationState iteration) {
    if (!iteration.isComplete() && iteration.allBuildsDone()) {
      complete(iteration);
    }
  }

  void complete(IterationState iteration) {
    apply.accept(
        new IterationPublished(bucket.id(), iteration.id(), bucket.iterations().nextNumber()));
    if (iteration.revocations().inForce(now)) {
      return;
    }
    bucket
        .channels()
        .managed()
        .forEach(latest ->
            apply.accept(
                new ChannelAssigned(
                    bucket.id(),
                    latest.id(),
                    iteration.id(),
                    latest.current(),
                    AssignmentCause.COMPLETION)));
  }
}
