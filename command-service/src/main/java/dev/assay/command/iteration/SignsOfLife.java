package dev.assay.command.iteration;

import dev.assay.command.bucket.BucketCommand.DeleteBuild;
import dev.assay.command.bucket.BucketCommand.TimeOutBuild;
import dev.assay.command.bucket.BucketCommand.UpdateBuild;
import dev.assay.command.execution.Command;
import dev.assay.command.execution.CommandResult;
import dev.assay.events.iteration.BuildId;
import dev.assay.events.iteration.BuildStatus;
import dev.assay.events.journal.JournalUnavailableException;
import dev.assay.events.liveness.Liveness;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the heartbeats of running builds, and drops those of builds that run no more. */
public final class SignsOfLife {

  private static final Logger LOG = LoggerFactory.getLogger(SignsOfLife.class);

  private final Liveness liveness;
  private final InstantSource clock;

  public SignsOfLife(Liveness liveness, InstantSource clock) {
    this.liveness = liveness;
    this.clock = clock;
  }

  /** A running build said that it runs. */
  public void heard(BuildId build) {
    liveness.beat(build, clock.instant());
  }

  /**
   * Drops the heartbeats of a build that a command has ended. A command that comes again changes
   * nothing, but whoever repeats that a build runs is alive.
   */
  public void after(Command command, CommandResult result) {
    if (!(result instanceof CommandResult.Done done)) {
      return;
    }
    if (done.repeated()) {
      if (command instanceof UpdateBuild update && update.status() == BuildStatus.RUNNING) {
        heard(update.buildId());
      }
      return;
    }
    switch (command) {
      case UpdateBuild update when ends(update) -> forget(update.buildId());
      case TimeOutBuild timeOut -> forget(timeOut.buildId());
      case DeleteBuild delete -> forget(delete.buildId());
      default -> {}
    }
  }

  private static boolean ends(UpdateBuild update) {
    BuildStatus status = update.status();
    return status != null && status != BuildStatus.UNSET && status != BuildStatus.RUNNING;
  }

  private void forget(BuildId build) {
    try {
      liveness.forget(build);
    } catch (JournalUnavailableException e) {
      LOG.warn(
          "build {}: its last heartbeat stays behind, which does no harm: {}",
          build,
          e.getMessage());
    }
  }
}
