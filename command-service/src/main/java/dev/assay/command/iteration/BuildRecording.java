package dev.assay.command.iteration;

import dev.assay.command.ancestry.ResolvedParent;
import dev.assay.command.bucket.BucketCommand.BuildDetails;
import dev.assay.command.bucket.BucketState;
import dev.assay.command.bucket.Verdict;
import dev.assay.command.revocation.RevocationDecisions;
import dev.assay.events.bucket.BucketEvent;
import dev.assay.events.bucket.BucketEvent.ArtifactsRecorded;
import dev.assay.events.bucket.BucketEvent.BuildCancelled;
import dev.assay.events.bucket.BucketEvent.BuildFailed;
import dev.assay.events.bucket.BucketEvent.BuildFinished;
import dev.assay.events.bucket.BucketEvent.BuildStarted;
import dev.assay.events.bucket.BucketEvent.ChildRecorded.Child;
import dev.assay.events.bucket.BucketEvent.ParentRecorded;
import dev.assay.events.iteration.BuildStatus;
import dev.assay.events.iteration.ParentLink;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Records what was said about an unfinished build, after all guards. */
final class BuildRecording {

  private final BucketState bucket;
  private final IterationState iteration;
  private final BuildState build;
  private final Consumer<BucketEvent> apply;
  private final Instant now;

  BuildRecording(
      BucketState bucket,
      IterationState iteration,
      BuildState build,
      Consumer<BucketEvent> apply,
      Instant now) {
    this.bucket = bucket;
    this.iteration = iteration;
    this.build = build;
    this.apply = apply;
    this.now = now;
  }

  Verdict record(BuildStatus status, BuildDetails details, @Nullable ResolvedParent parent) {
    BuildChange change = BuildChange.of(build, details);
    BuildStatus before = build.status();
    change.described(bucket.id(), iteration.id(), build).ifPresent(apply);
    Child child = change.parent() && parent != null ? recordParent(parent) : null;
    if (!change.artifacts().isEmpty()) {
      apply.accept(
          new ArtifactsRecorded(bucket.id(), iteration.id(), build.id(), change.artifacts()));
    }
    move(before, status);
    boolean beats = status == BuildStatus.RUNNING && before == BuildStatus.RUNNING;
    return new Verdict.Decided(child, beats ? build.id() : null);
  }

  private @Nullable Child recordParent(ResolvedParent resolved) {
    ParentLink parent = resolved.link();
    apply.accept(new ParentRecorded(bucket.id(), iteration.id(), build.id(), parent));
    RevocationDecisions revocations = new RevocationDecisions(bucket, apply, now);
    resolved.revocations().forEach(each -> revocations.inherit(iteration.id(), each));
    return parent.tracked() == null
        ? null
        : new Child(
            bucket.project(),
            bucket.id(),
            bucket.name(),
            iteration.id(),
            iteration.fingerprint(),
            build.id(),
            parent.declaredChannelId());
  }

  private void move(BuildStatus from, BuildStatus to) {
    if (to == from) {
      return;
    }
    switch (to) {
      case UNSET -> {}
      case RUNNING -> apply.accept(new BuildStarted(bucket.id(), iteration.id(), build.id()));
      case FAILED -> apply.accept(new BuildFailed(bucket.id(), iteration.id(), build.id()));
      case CANCELLED -> apply.accept(new BuildCancelled(bucket.id(), iteration.id(), build.id()));
      case DONE -> {
        apply.accept(new BuildFinished(bucket.id(), iteration.id(), build.id()));
        new Completion(bucket, apply, now).completeIfDone(iteration);
      }
    }
  }
}
