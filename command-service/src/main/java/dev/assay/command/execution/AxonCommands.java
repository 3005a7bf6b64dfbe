package dev.assay.command.execution;

import dev.assay.command.bucket.BucketCommand.RestoreIteration;
import dev.assay.command.bucket.BucketCommand.RevokeIteration;
import dev.assay.command.bucket.CascadeNeededException;
import dev.assay.command.execution.CommandResult.Refused;
import dev.assay.projections.refusal.Refusal;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Executes commands over Axon, a limited number at a time. Safe for use by many threads. */
final class AxonCommands implements Commands {

  private final Deciding deciding;
  private final CascadeLocks cascades;
  private final Semaphore turns;
  private final CommandSettings settings;

  AxonCommands(Deciding deciding, CascadeLocks cascades, CommandSettings settings) {
    this.deciding = deciding;
    this.cascades = cascades;
    this.turns = new Semaphore(settings.maxConcurrent());
    this.settings = settings;
  }

  @Override
  public CommandResult execute(Command command, Caller caller, Terms terms) {
    try {
      if (command instanceof RevokeIteration || command instanceof RestoreIteration) {
        return alone(command, caller, terms);
      }
      if (!turns.tryAcquire(settings.patience().toMillis(), TimeUnit.MILLISECONDS)) {
        return busy("all " + settings.maxConcurrent() + " turns are taken");
      }
      try {
        return deciding.decide(command, caller, terms);
      } catch (CascadeNeededException e) {
        return alone(command, caller, terms);
      } finally {
        turns.release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return busy("it is being stopped");
    }
  }

  /** A revocation is never refused for being busy: it takes no turn, and waits without a bound. */
  private CommandResult alone(Command command, Caller caller, Terms terms)
      throws InterruptedException {
    return cascades.alone(
        caller.organization(), () -> deciding.decideAlone(command, caller, terms));
  }

  private CommandResult busy(String why) {
    return new Refused(
        new Refusal.Unavailable(
            "command: not executed, "
                + why
                + " (expected: a turn within "
                + settings.patience()
                + ")"));
  }
}
