package dev.assay.projections.iteration;

import dev.assay.events.iteration.BuildStatus;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/**
 * Where an iteration stands at an instant; it is not stored, since it may change with nothing but
 * the clock.
 */
public enum IterationStatus {
  /** A build runs, or nothing has begun yet. */
  RUNNING,
  CANCELLED,
  FAILED,
  /** Some builds are finished, and nothing is going on with the others. */
  INCOMPLETE,
  /** Complete, good, and to be revoked. */
  REVOCATION_SCHEDULED,
  REVOKED,
  /** Complete and good. */
  ACTIVE;

  /**
   * @param now the instant that is asked about
   */
  public static IterationStatus at(IterationRecord iteration, Instant now) {
    return iteration.published() ? published(iteration, now) : unpublished(iteration);
  }

  private static IterationStatus published(IterationRecord iteration, Instant now) {
    if (iteration.revocations().isEmpty()) {
      return ACTIVE;
    }
    return iteration.revocations().stream().anyMatch(each -> each.inForce(now))
        ? REVOKED
        : REVOCATION_SCHEDULED;
  }

  private static IterationStatus unpublished(IterationRecord iteration) {
    Set<BuildStatus> present = EnumSet.noneOf(BuildStatus.class);
    iteration.builds().forEach(build -> present.add(build.status()));
    if (present.contains(BuildStatus.RUNNING)) {
      return RUNNING;
    }
    if (present.contains(BuildStatus.FAILED)) {
      return FAILED;
    }
    if (present.contains(BuildStatus.CANCELLED)) {
      return CANCELLED;
    }
    return present.contains(BuildStatus.DONE) ? INCOMPLETE : RUNNING;
  }
}
