package dev.assay.command.revocation;

import dev.assay.events.bucket.BucketEvent.RevocationInherited;
import dev.assay.events.bucket.BucketId;
import dev.assay.events.iteration.IterationId;
import dev.assay.events.iteration.RevokedAncestor;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an iteration has, or is to get, from a revoked ancestor.
 *
 * @param effectiveAt null if the ancestor was revoked at once
 * @param since when it was, for those who were recorded later
 * @param disableRollback whether channels stay where they are
 */
public record Inheritance(
    RevokedAncestor from,
    @Nullable Instant effectiveAt,
    @Nullable Instant since,
    boolean disableRollback) {

  static Inheritance of(RevocationInherited event) {
    return new Inheritance(
        event.from(), event.effectiveAt(), event.since(), event.disableRollback());
  }

  /** Whether it moves channels: what was scheduled never does. */
  public boolean movesChannels() {
    return effectiveAt == null && !disableRollback;
  }

  public Inheritance since(Instant time) {
    return new Inheritance(from, effectiveAt, time, disableRollback);
  }

  /** Whether nothing new would be handed down; when an immediate one was recorded is not new. */
  boolean saysTheSame(Inheritance other) {
    return from.iterationId().equals(other.from.iterationId())
        && Objects.equals(effectiveAt, other.effectiveAt)
        && disableRollback == other.disableRollback;
  }

  boolean inForce(Instant now) {
    return effectiveAt == null || !now.isBefore(effectiveAt);
  }

  RevocationInherited event(BucketId bucket, IterationId iteration) {
    return new RevocationInherited(bucket, iteration, from, effectiveAt, since, disableRollback);
  }
}
