package dev.assay.command.channel;

import dev.assay.command.bucket.BucketState;
import dev.assay.events.bucket.BucketEvent;
import dev.assay.events.bucket.BucketEvent.ChannelRolledBack;
import dev.assay.events.channel.RollbackCause;
import dev.assay.events.iteration.IterationId;
import java.util.Comparator;
import java.util.function.Consumer;

/**
 * Takes channels back to the last good iteration of their past, or to nothing where there is none.
 */
public final class Rollback {

  private final BucketState bucket;
  private final Consumer<BucketEvent> apply;

  public Rollback(BucketState bucket, Consumer<BucketEvent> apply) {
    this.bucket = bucket;
    this.apply = apply;
  }

  /** Takes every channel off an iteration that is about to be deleted. */
  public void offDeleted(IterationId iteration) {
    bucket.channels().all().stream()
        .filter(channel -> iteration.equals(channel.current()))
        .sorted(Comparator.comparing(channel -> channel.name().value()))
        .toList()
        .forEach(channel -> rollBack(channel, iteration));
  }

  private void rollBack(ChannelState channel, IterationId from) {
    IterationId to = channel.lastBefore(bucket.iterations()::isGood).orElse(null);
    apply.accept(
        new ChannelRolledBack(bucket.id(), channel.id(), to, from, RollbackCause.DELETION));
  }
}
