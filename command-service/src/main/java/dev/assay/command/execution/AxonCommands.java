package dev.assay.command.execution;

import dev.assay.command.ancestry.DeclaredParent;
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

  AxonCommands(Deciding deciding, CommandSettings settings) {
    this.deciding = deciding;
    this.cascades = new CascadeLocks(settings.patience());
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
        return takeTurn(command, caller, terms);
      } finally {
        turns.release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return busy("it is being stopped");
    }
  }

  private CommandResult takeTurn(Command command, Caller caller, Terms terms)
      throws InterruptedException {
    if (DeclaredParent.of(command).isEmpty()) {
      return deciding.decide(command, caller, terms);
    }
    try {
      return cascades
          .shared(caller.organization(), () -> deciding.decide(command, caller, terms))
          .orElseGet(() -> busy("a cascade is running"));
    } catch (CascadeNeededException e) {
      return alone(command, caller, terms);
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
