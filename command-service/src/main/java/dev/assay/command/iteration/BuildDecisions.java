package dev.assay.command.iteration;

import dev.assay.command.ancestry.ResolvedParent;
import dev.assay.command.bucket.BucketCommand.BuildDetails;
import dev.assay.command.bucket.BucketCommand.CreateBuild;
import dev.assay.command.bucket.BucketCommand.DeleteBuild;
import dev.assay.command.bucket.BucketCommand.TimeOutBuild;
import dev.assay.command.bucket.BucketCommand.UpdateBuild;
import dev.assay.command.bucket.BucketState;
import dev.assay.command.bucket.Verdict;
import dev.assay.events.bucket.BucketEvent;
import dev.assay.events.bucket.BucketEvent.BuildCreated;
import dev.assay.events.bucket.BucketEvent.BuildDeleted;
import dev.assay.events.bucket.BucketEvent.BuildTimedOut;
import dev.assay.events.iteration.BuildId;
import dev.assay.events.iteration.BuildStatus;
import dev.assay.events.iteration.Fingerprint;
import dev.assay.projections.refusal.Refusal;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Decides about builds. Nothing undoes a finished build: a late sign of life or failure changes
 * nothing.
 */
public final class BuildDecisions {

  private final BucketState bucket;
  private final Consumer<BucketEvent> apply;
  private final Instant now;

  public BuildDecisions(BucketState bucket, Consumer<BucketEvent> apply, Instant now) {
    this.bucket = bucket;
    this.apply = apply;
    this.now = now;
  }

  /**
   * @param parent null where the command declares no parent
   */
  public Verdict create(CreateBuild command, @Nullable ResolvedParent parent) {
    IterationState iteration = bucket.iterations().find(command.fingerprint());
    if (iteration == null) {
      return Verdict.notFound(IterationDecisions.missing(command.fingerprint()));
    }
    if (iteration.build(command.buildId()) != null) {
      return Verdict.DECIDED;
    }
    Optional<Verdict> refusal = refuseNew(iteration, command);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    String run = command.details().packerRunUuid();
    apply.accept(
        new BuildCreated(
            bucket.id(),
            iteration.id(),
            command.buildId(),
            command.componentType(),
            run == null ? "" : run));
    BuildState created = Objects.requireNonNull(iteration.build(command.buildId()));
    return record(iteration, created, command.status(), command.details(), parent);
  }

  /**
   * @param parent null where the command declares no parent
   */
  public Verdict update(UpdateBuild command, @Nullable ResolvedParent parent) {
    IterationState iteration = bucket.iterations().find(command.fingerprint());
    if (iteration == null) {
      return Verdict.notFound(IterationDecisions.missing(command.fingerprint()));
    }
    BuildState build = iteration.build(command.buildId());
    if (build == null) {
      return missing(command.fingerprint(), command.buildId());
    }
    if (build.status() == BuildStatus.DONE) {
      return late(build, command);
    }
    Optional<String> contradiction = BuildChange.contradiction(build, command.details());
    if (contradiction.isPresent()) {
      return Verdict.alreadyExists(contradiction.get());
    }
    if (build.parent() == null && parent == null && command.details().parentChannelId() != null) {
      return channelWithoutParent(command.details());
    }
    BuildStatus status = command.status() == null ? BuildStatus.UNSET : command.status();
    return record(iteration, build, status, command.details(), parent);
  }

  public Verdict timeOut(TimeOutBuild command) {
    IterationState iteration = bucket.iterations().find(command.fingerprint());
    BuildState build = iteration == null ? null : iteration.build(command.buildId());
    if (iteration == null || build == null) {
      return missing(command.fingerprint(), command.buildId());
    }
    if (build.status() == BuildStatus.RUNNING) {
      apply.accept(new BuildTimedOut(bucket.id(), iteration.id(), build.id()));
    }
    return Verdict.DECIDED;
  }

  public Verdict delete(DeleteBuild command) {
    IterationState iteration = bucket.iterations().find(command.fingerprint());
    if (iteration == null || iteration.build(command.buildId()) == null) {
      return missing(command.fingerprint(), command.buildId());
    }
    apply.accept(new BuildDeleted(bucket.id(), iteration.id(), command.buildId()));
    return Verdict.DECIDED;
  }

  private Optional<Verdict> refuseNew(IterationState iteration, CreateBuild command) {
    BuildDetails details = command.details();
    if (details.parentIterationId() == null && says(details.sourceExternalIdentifier())) {
      return Optional.of(
          new Verdict.Refused(
              Refusal.InvalidArgument.of(
                  "source_external_identifier",
                  String.valueOf(details.sourceExternalIdentifier()),
                  "absent, unless parent_version_id is given")));
    }
    if (details.parentIterationId() == null && details.parentChannelId() != null) {
      return Optional.of(channelWithoutParent(details));
    }
    if (iteration.isComplete()) {
      return Optional.of(
          Verdict.failedPrecondition(
              "version with fingerprint "
                  + command.fingerprint()
                  + " is complete (expected: an incomplete version, to which builds may be"
                  + " added)"));
    }
    if (iteration.hasComponent(command.componentType())) {
      return Optional.of(
          Verdict.alreadyExists(
              "component_type: "
                  + command.componentType()
                  + " (expected: one without a build in this version)"));
    }
    return Optional.empty();
  }

  private Verdict record(
      IterationState iteration,
      BuildState build,
      BuildStatus status,
      BuildDetails details,
      @Nullable ResolvedParent parent) {
    return new BuildRecording(bucket, iteration, build, apply, now).record(status, details, parent);
  }

  private static Verdict late(BuildState build, UpdateBuild command) {
    BuildChange change = BuildChange.of(build, command.details());
    boolean lateSign =
        command.status() != null
            && command.status() != BuildStatus.DONE
            && command.status() != BuildStatus.UNSET;
    boolean contradicts = BuildChange.contradiction(build, command.details()).isPresent();
    if (!contradicts && (lateSign ? change.isNothingButTheRun() : change.isNothing())) {
      return Verdict.DECIDED;
    }
    return Verdict.failedPrecondition(
        "build " + command.buildId() + " is done (expected: no change, or the same values again)");
  }

  private static Verdict channelWithoutParent(BuildDetails details) {
    return new Verdict.Refused(
        Refusal.InvalidArgument.of(
            "parent_channel_id",
            String.valueOf(details.parentChannelId()),
            "absent, unless parent_version_id is given"));
  }

  private static Verdict missing(Fingerprint fingerprint, BuildId build) {
    return Verdict.notFound(
        "build: "
            + build
            + " (expected: the id of a build of the version with fingerprint "
            + fingerprint
            + ")");
  }

  private static boolean says(@Nullable String text) {
    return text != null && !text.isEmpty();
  }
}
