package dev.assay.command.iteration;

import dev.assay.events.bucket.BucketEvent.ArtifactsRecorded;
import dev.assay.events.bucket.BucketEvent.BuildCancelled;
import dev.assay.events.bucket.BucketEvent.BuildCreated;
import dev.assay.events.bucket.BucketEvent.BuildDeleted;
import dev.assay.events.bucket.BucketEvent.BuildDescribed;
import dev.assay.events.bucket.BucketEvent.BuildEvent;
import dev.assay.events.bucket.BucketEvent.BuildFailed;
import dev.assay.events.bucket.BucketEvent.BuildFinished;
import dev.assay.events.bucket.BucketEvent.BuildStarted;
import dev.assay.events.bucket.BucketEvent.BuildTimedOut;
import dev.assay.events.bucket.BucketEvent.InheritedRevocationEnded;
import dev.assay.events.bucket.BucketEvent.IterationCreated;
import dev.assay.events.bucket.BucketEvent.IterationDeleted;
import dev.assay.events.bucket.BucketEvent.IterationEvent;
import dev.assay.events.bucket.BucketEvent.IterationPublished;
import dev.assay.events.bucket.BucketEvent.IterationRestored;
import dev.assay.events.bucket.BucketEvent.IterationRevoked;
import dev.assay.events.bucket.BucketEvent.ParentRecorded;
import dev.assay.events.bucket.BucketEvent.RevocationCancelled;
import dev.assay.events.bucket.BucketEvent.RevocationInherited;
import dev.assay.events.bucket.BucketEvent.RevocationScheduled;
import dev.assay.events.bucket.BucketEvent.RevocationTookEffect;
import dev.assay.events.iteration.BuildStatus;
import dev.assay.events.iteration.Fingerprint;
import dev.assay.events.iteration.IterationId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The living iterations of a bucket. Every question is answered in (almost) constant time. */
public final class Iterations {

  private final Map<Fingerprint, IterationState> byFingerprint = new HashMap<>();
  private final Map<IterationId, IterationState> byId = new HashMap<>();
  private final TreeSet<Integer> numbers = new TreeSet<>();

  public Iterations() {}

  public Iterations(List<IterationSnapshot> snapshots) {
    for (IterationSnapshot snapshot : snapshots) {
      IterationState iteration = new IterationState(snapshot);
      byFingerprint.put(iteration.fingerprint(), iteration);
      byId.put(iteration.id(), iteration);
      if (iteration.isComplete()) {
        numbers.add(iteration.number());
      }
    }
  }

  public List<IterationSnapshot> snapshot() {
    return byId.values().stream().map(IterationState::snapshot).toList();
  }

  public @Nullable IterationState find(Fingerprint fingerprint) {
    return byFingerprint.get(fingerprint);
  }

  /** The living iteration with an identity. */
  public @Nullable IterationState byId(IterationId id) {
    return byId.get(id);
  }

  /** The fingerprint of a living iteration. */
  public Optional<Fingerprint> fingerprintOf(IterationId id) {
    return Optional.ofNullable(byId.get(id)).map(IterationState::fingerprint);
  }

  /** Whether it is there, complete and not revoked, so that a channel may point at it. */
  public boolean isGood(IterationId id, Instant now) {
    IterationState iteration = byId.get(id);
    return iteration != null && iteration.isComplete() && !iteration.revocations().inForce(now);
  }

  /** One past the highest surviving number, from 1. */
  int nextNumber() {
    return numbers.isEmpty() ? 1 : numbers.last() + 1;
  }

  public void on(IterationCreated event) {
    IterationState iteration = new IterationState(event.iterationId(), event.fingerprint());
    byFingerprint.put(event.fingerprint(), iteration);
    byId.put(event.iterationId(), iteration);
  }

  public void on(IterationPublished event) {
    iteration(event).publish(event.number());
    numbers.add(event.number());
  }

  public void on(IterationDeleted event) {
    IterationState iteration = iteration(event);
    byId.remove(event.iterationId());
    byFingerprint.remove(iteration.fingerprint());
    numbers.remove(iteration.number());
  }

  public void on(IterationRevoked event) {
    IterationState iteration = iteration(event);
    iteration.revoke(iteration.revocations().on(event));
  }

  public void on(RevocationScheduled event) {
    IterationState iteration = iteration(event);
    iteration.revoke(iteration.revocations().on(event));
  }

  public void on(RevocationTookEffect event) {
    IterationState iteration = iteration(event);
    iteration.revoke(iteration.revocations().noted());
  }

  public void on(RevocationCancelled event) {
    IterationState iteration = iteration(event);
    iteration.revoke(iteration.revocations().withoutOwn());
  }

  public void on(IterationRestored event) {
    IterationState iteration = iteration(event);
    iteration.revoke(iteration.revocations().withoutOwn());
  }

  public void on(RevocationInherited event) {
    IterationState iteration = iteration(event);
    iteration.revoke(iteration.revocations().on(event));
  }

  public void on(InheritedRevocationEnded event) {
    IterationState iteration = iteration(event);
    iteration.revoke(iteration.revocations().on(event));
  }

  public void on(BuildCreated event) {
    iteration(event).add(new BuildState(event));
  }

  public void on(BuildDescribed event) {
    build(event).on(event);
  }

  public void on(ArtifactsRecorded event) {
    build(event).on(event);
  }

  public void on(ParentRecorded event) {
    build(event).on(event);
  }

  public void on(BuildStarted event) {
    build(event).become(BuildStatus.RUNNING);
  }

  public void on(BuildFinished event) {
    build(event).become(BuildStatus.DONE);
  }

  public void on(BuildFailed event) {
    build(event).become(BuildStatus.FAILED);
  }

  public void on(BuildCancelled event) {
    build(event).become(BuildStatus.CANCELLED);
  }

  public void on(BuildTimedOut event) {
    build(event).become(BuildStatus.CANCELLED);
  }

  public void on(BuildDeleted event) {
    iteration(event).remove(event.buildId());
  }

  private BuildState build(BuildEvent event) {
    BuildState build = iteration(event).build(event.buildId());
    if (build == null) {
      throw new IllegalStateException("build: " + event.buildId() + " (expected: a living build)");
    }
    return build;
  }

  private IterationState iteration(IterationEvent event) {
    IterationState iteration = byId.get(event.iterationId());
    if (iteration == null) {
      throw new IllegalStateException(
          "iteration: " + event.iterationId() + " (expected: a living iteration)");
    }
    return iteration;
  }
}
