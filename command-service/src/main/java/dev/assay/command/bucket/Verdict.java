package dev.assay.command.bucket;

import dev.assay.events.bucket.BucketEvent.ChildRecorded.Child;
import dev.assay.events.iteration.BuildId;
import dev.assay.projections.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * What a bucket said to a command. Whether it changed anything shows in the events that it applied.
 */
public sealed interface Verdict {

  /** It did what was asked, and that was all. */
  Verdict DECIDED = new Decided(null, null);

  /**
   * It did what was asked.
   *
   * @param child to be recorded with the parent in the same commit, null for none
   * @param alive the running build that has given a sign of life, null for none
   */
  record Decided(@Nullable Child child, @Nullable BuildId alive) implements Verdict {}

  /** It changed nothing. */
  record Refused(Refusal refusal) implements Verdict {}

  static Verdict notFound(String message) {
    return new Refused(new Refusal.NotFound(message));
  }

  static Verdict alreadyExists(String message) {
    return new Refused(new Refusal.AlreadyExists(message));
  }

  static Verdict failedPrecondition(String message) {
    return new Refused(new Refusal.FailedPrecondition(message));
  }
}
