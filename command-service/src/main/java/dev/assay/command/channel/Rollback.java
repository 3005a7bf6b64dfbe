package dev.assay.command.channel;

import dev.assay.command.bucket.BucketState;
import dev.assay.events.bucket.BucketEvent;
import dev.assay.events.bucket.BucketEvent.ChannelRolledBack;
import dev.assay.events.channel.RollbackCause;
import dev.assay.events.iteration.IterationId;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Takes channels back to the last good iteration of their past, or to nothing where there is none.
 */
public final class Rollback {

  private final BucketState bucket;
  private final Consumer<BucketEvent> apply;
  private final Instant now;

  public Rollback(BucketState bucket, Consumer<BucketEvent> apply, Instant now) {
    this.bucket = bucket;
    this.apply = apply;
    this.now = now;
  }

  /** Takes every channel off an iteration that is about to be deleted. */
  public void offDeleted(IterationId iteration) {
    bucket.channels().all().stream()
        .filter(channel -> iteration.equals(channel.current()))
        .sorted(Comparator.comparing(channel -> channel.name().value()))
        .toList()
        .forEach(channel -> rollBack(channel, iteration, RollbackCause.DELETION));
  }

  /** Takes channels off iterations that were just revoked, each as it is set to do. */
  public void offRevoked(Set<IterationId> revoked) {
    bucket.channels().all().stream()
        .filter(channel -> channel.current() != null && revoked.contains(channel.current()))
        .sorted(Comparator.comparing(channel -> channel.name().value()))
        .toList()
        .forEach(this::offRevoked);
  }

  private void offRevoked(ChannelState channel) {
    IterationId from = Objects.requireNonNull(channel.current());
    switch (channel.onRevocation()) {
      case HOLD -> {}
      case EMPTY ->
          apply.accept(
              new ChannelRolledBack(
                  bucket.id(), channel.id(), null, from, RollbackCause.REVOCATION));
      case ROLL_BACK -> rollBack(channel, from, RollbackCause.REVOCATION);
    }
  }

  private void rollBack(ChannelState channel, IterationId from, RollbackCause cause) {
    IterationId to =
        channel.lastBefore(known -> bucket.iterations().isGood(known, now)).orElse(null);
    apply.accept(new ChannelRolledBack(bucket.id(), channel.id(), to, from, cause));
  }
}
