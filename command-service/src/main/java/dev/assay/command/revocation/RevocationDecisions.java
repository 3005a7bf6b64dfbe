package dev.assay.command.revocation;

import dev.assay.command.bucket.BucketCommand.RecordDueRevocation;
import dev.assay.command.bucket.BucketCommand.RestoreIteration;
import dev.assay.command.bucket.BucketCommand.RevokeIteration;
import dev.assay.command.bucket.BucketState;
import dev.assay.command.bucket.Digest;
import dev.assay.command.bucket.Verdict;
import dev.assay.command.iteration.IterationDecisions;
import dev.assay.command.iteration.IterationState;
import dev.assay.events.bucket.BucketEvent;
import dev.assay.events.bucket.BucketEvent.InheritedRevocationEnded;
import dev.assay.events.bucket.BucketEvent.IterationRestored;
import dev.assay.events.bucket.BucketEvent.IterationRevoked;
import dev.assay.events.bucket.BucketEvent.RevocationCancelled;
import dev.assay.events.bucket.BucketEvent.RevocationScheduled;
import dev.assay.events.bucket.BucketEvent.RevocationTookEffect;
import dev.assay.events.iteration.Fingerprint;
import dev.assay.events.iteration.IterationId;
import dev.assay.events.iteration.RevokedAncestor;
import dev.assay.projections.refusal.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Decides about the revocations of a bucket's iterations, at one instant. */
public final class RevocationDecisions {

  private final BucketState bucket;
  private final Consumer<BucketEvent> apply;
  private final Instant now;

  public RevocationDecisions(BucketState bucket, Consumer<BucketEvent> apply, Instant now) {
    this.bucket = bucket;
    this.apply = apply;
    this.now = now;
  }

  /** Revokes the iteration itself; channels and descendants are the cascade's. */
  public Verdict revoke(RevokeIteration command) {
    IterationState iteration = bucket.iterations().find(command.fingerprint());
    if (iteration == null) {
      return missing(command.fingerprint());
    }
    if (!iteration.isComplete()) {
      return refused(command.fingerprint(), "is incomplete", "a complete version");
    }
    if (iteration.revocations().inForce(now)) {
      return refused(command.fingerprint(), "is revoked", "one that is not, or restore");
    }
    Instant at = command.effectiveAt();
    BucketEvent event =
        at == null || !at.isAfter(now) ? atOnce(iteration, command) : later(iteration, command, at);
    if (!(event instanceof RevocationScheduled scheduled) || !isScheduled(iteration, scheduled)) {
      apply.accept(event);
    }
    return Verdict.DECIDED;
  }

  private IterationRevoked atOnce(IterationState iteration, RevokeIteration command) {
    return new IterationRevoked(
        bucket.id(),
        iteration.id(),
        command.message(),
        command.skipDescendants(),
        command.disableRollback());
  }

  private RevocationScheduled later(IterationState iteration, RevokeIteration command, Instant at) {
    return new RevocationScheduled(
        bucket.id(),
        iteration.id(),
        at,
        command.message(),
        command.skipDescendants(),
        command.disableRollback());
  }

  private static boolean isScheduled(IterationState iteration, RevocationScheduled event) {
    return new OwnRevocation(
            event.effectiveAt(),
            Digest.of(event.message()),
            event.skipDescendants(),
            event.disableRollback(),
            false)
        .equals(iteration.revocations().own());
  }

  /** Takes the iteration's own revocation back. */
  public Verdict restore(RestoreIteration command) {
    IterationState iteration = bucket.iterations().find(command.fingerprint());
    if (iteration == null) {
      return missing(command.fingerprint());
    }
    OwnRevocation own = iteration.revocations().own();
    if (own == null) {
      return nothingToRestore(iteration);
    }
    apply.accept(
        own.inForce(now)
            ? new IterationRestored(bucket.id(), iteration.id())
            : new RevocationCancelled(bucket.id(), iteration.id()));
    return Verdict.DECIDED;
  }

  /** Names no ancestor: the caller may not be allowed to read it. */
  private static Verdict nothingToRestore(IterationState iteration) {
    return iteration.revocations().inherited().isEmpty()
        ? refused(iteration.fingerprint(), "is not revoked", "a revoked one")
        : refused(
            iteration.fingerprint(),
            "inherited its revocation",
            "restore of the version that it inherited it from");
  }

  /** Records that the instant of a schedule is past, once. */
  public Verdict recordDue(RecordDueRevocation command) {
    IterationState iteration = bucket.iterations().find(command.fingerprint());
    OwnRevocation own = iteration == null ? null : iteration.revocations().own();
    if (iteration != null
        && own != null
        && !own.noted()
        && command.effectiveAt().equals(own.effectiveAt())
        && own.inForce(now)) {
      apply.accept(new RevocationTookEffect(bucket.id(), iteration.id(), command.effectiveAt()));
    }
    return Verdict.DECIDED;
  }

  /** Hands down what an ancestor has; once. */
  public void inherit(IterationId id, Inheritance inheritance) {
    IterationState iteration = bucket.iterations().byId(id);
    if (iteration != null
        && !inheritance.from().iterationId().equals(id)
        && !iteration.revocations().has(inheritance)) {
      apply.accept(inheritance.event(bucket.id(), id));
    }
  }

  /** Takes back what was inherited from an ancestor, if anything was. */
  public void disinherit(IterationId id, IterationId ancestor) {
    IterationState iteration = bucket.iterations().byId(id);
    if (iteration != null && iteration.revocations().hasFrom(ancestor)) {
      apply.accept(new InheritedRevocationEnded(bucket.id(), id, ancestor));
    }
  }

  /** What an iteration hands down to those built from it: its own, and what it inherited. */
  public List<Inheritance> handsDown(IterationId id) {
    IterationState iteration = bucket.iterations().byId(id);
    if (iteration == null) {
      return List.of();
    }
    List<Inheritance> all = new ArrayList<>();
    Inheritance own = handsDownOwn(iteration);
    if (own != null) {
      all.add(own);
    }
    all.addAll(iteration.revocations().inherited());
    return all;
  }

  /** Its own alone; null if it has none, or skips descendants. */
  public @Nullable Inheritance handsDownOwn(IterationState iteration) {
    OwnRevocation own = iteration.revocations().own();
    return own == null || own.skipDescendants()
        ? null
        : new Inheritance(ancestor(iteration), own.effectiveAt(), null, own.disableRollback());
  }

  private RevokedAncestor ancestor(IterationState iteration) {
    return new RevokedAncestor(
        bucket.project(),
        bucket.id(),
        bucket.name(),
        iteration.id(),
        iteration.fingerprint(),
        iteration.number());
  }

  /** Whether its own revocation is immediate and moves channels. */
  public boolean movesChannels(IterationState iteration) {
    OwnRevocation own = iteration.revocations().own();
    return own != null && Objects.isNull(own.effectiveAt()) && !own.disableRollback();
  }

  private static Verdict missing(Fingerprint fingerprint) {
    return new Verdict.Refused(new Refusal.Aborted(IterationDecisions.missing(fingerprint)));
  }

  private static Verdict refused(Fingerprint fingerprint, String state, String expected) {
    return Verdict.failedPrecondition(
        "version with fingerprint " + fingerprint + " " + state + " (expected: " + expected + ")");
  }
}
