package dev.assay.command.iteration;

import dev.assay.command.bucket.BucketCommand.CreateIteration;
import dev.assay.command.bucket.BucketCommand.DeleteIteration;
import dev.assay.command.bucket.BucketCommand.PublishIteration;
import dev.assay.command.bucket.BucketState;
import dev.assay.command.bucket.Verdict;
import dev.assay.command.channel.Rollback;
import dev.assay.events.bucket.BucketEvent;
import dev.assay.events.bucket.BucketEvent.IterationCreated;
import dev.assay.events.bucket.BucketEvent.IterationDeleted;
import dev.assay.events.iteration.Fingerprint;
import dev.assay.projections.refusal.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** Decides about iterations as a whole. */
public final class IterationDecisions {

  private final BucketState bucket;
  private final Consumer<BucketEvent> apply;
  private final Instant now;

  public IterationDecisions(BucketState bucket, Consumer<BucketEvent> apply, Instant now) {
    this.bucket = bucket;
    this.apply = apply;
    this.now = now;
  }

  public Verdict create(CreateIteration command) {
    IterationState existing = bucket.iterations().find(command.fingerprint());
    if (existing != null) {
      return existing.id().equals(command.iterationId())
          ? Verdict.DECIDED
          : Verdict.alreadyExists(
              "fingerprint: "
                  + command.fingerprint()
                  + " (expected: one not in use in bucket "
                  + bucket.name()
                  + ")");
    }
    apply.accept(
        new IterationCreated(
            bucket.id(), command.iterationId(), command.fingerprint(), command.templateType()));
    return Verdict.DECIDED;
  }

  public Verdict publish(PublishIteration command) {
    IterationState iteration = bucket.iterations().find(command.fingerprint());
    if (iteration == null) {
      return new Verdict.Refused(new Refusal.Aborted(missing(command.fingerprint())));
    }
    if (iteration.isComplete()) {
      return Verdict.DECIDED;
    }
    if (!iteration.allBuildsDone()) {
      return Verdict.failedPrecondition(
          "complete: version with fingerprint "
              + command.fingerprint()
              + " has "
              + (iteration.builds().isEmpty() ? "no builds" : "unfinished builds")
              + " (expected: at least one build, and every build done)");
    }
    new Completion(bucket, apply, now).complete(iteration);
    return Verdict.DECIDED;
  }

  public Verdict delete(DeleteIteration command) {
    IterationState iteration = bucket.iterations().find(command.fingerprint());
    if (iteration == null) {
      return Verdict.notFound(missing(command.fingerprint()));
    }
    List<String> holders = bucket.channels().userChannelsAt(iteration.id());
    if (!holders.isEmpty() && !command.rollbackChannels()) {
      return Verdict.failedPrecondition(
          "version with fingerprint "
              + command.fingerprint()
              + " is assigned to channels "
              + String.join(", ", holders)
              + " (expected: no channel, or rollback_channels set)");
    }
    new Rollback(bucket, apply, now).offDeleted(iteration.id());
    apply.accept(new IterationDeleted(bucket.id(), iteration.id()));
    return Verdict.DECIDED;
  }

  /** What is said of a fingerprint that is not there; a client matches the first half of it. */
  public static String missing(Fingerprint fingerprint) {
    return "version with fingerprint (fingerprint: "
        + fingerprint
        + ") does not exist"
        + " (expected: the fingerprint of a version of the bucket)";
  }
}
