package dev.assay.command.execution;

import dev.assay.command.bucket.Verdict;
import dev.assay.command.execution.CommandResult.Done;
import dev.assay.command.execution.CommandResult.Refused;
import dev.assay.command.execution.CommandResult.Unchanged;
import dev.assay.command.identity.IdSource;
import dev.assay.command.iteration.SignsOfLife;
import dev.assay.events.cascade.CascadeEvent.CascadeEnded;
import dev.assay.events.journal.AppendOutcome;
import dev.assay.events.journal.CommitId;
import dev.assay.events.journal.Journal;
import dev.assay.events.journal.JournalHaltedException;
import dev.assay.events.journal.JournalUnavailableException;
import dev.assay.events.journal.StreamName;
import dev.assay.projections.refusal.Refusal;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.common.lock.LockAcquisitionFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides a command until it stands: again after a conflict, and again if it appends nothing (a
 * refusal, a no-op) but was decided on a state older than the command. Safe for use by many
 * threads.
 */
final class Deciding {

  private static final Logger LOG = LoggerFactory.getLogger(Deciding.class);

  private final Journal journal;
  private final AggregateBus bus;
  private final IdSource ids;
  private final SignsOfLife signs;
  private final CascadeStream cascades;
  private final CommandSettings settings;

  Deciding(
      Journal journal,
      AggregateBus bus,
      IdSource ids,
      SignsOfLife signs,
      CascadeStream cascades,
      CommandSettings settings) {
    this.journal = journal;
    this.bus = bus;
    this.ids = ids;
    this.signs = signs;
    this.cascades = cascades;
    this.settings = settings;
  }

  CommandResult decide(Command command, Caller caller) {
    return decide(command, caller, false);
  }

  /**
   * Decides a command that holds its organisation's cascade lock: however often others come first,
   * it is decided again, and once it has lost they hold off.
   */
  CommandResult decideAlone(Command command, Caller caller) {
    return decide(command, caller, true);
  }

  private CommandResult decide(Command command, Caller caller, boolean alone) {
    try {
      CommandResult result = untilItStands(command, caller, alone);
      signs.ended(command, result);
      return result;
    } catch (JournalUnavailableException | JournalHaltedException e) {
      return unavailable("journal: " + e.getMessage());
    } catch (LockAcquisitionFailedException e) {
      return unavailable(
          command.askedOf() + " is busy (expected: its turn within " + settings.patience() + ")");
    }
  }

  private CommandResult untilItStands(Command command, Caller caller, boolean alone) {
    CommitId id = new CommitId(ids.next());
    OptionalLong end = OptionalLong.empty();
    for (int conflicts = 0; alone || conflicts < settings.maxAttempts(); ) {
      cascades.await(caller.organization(), id);
      Attempt attempt = attempt(id, command, caller, alone);
      CommandResultMessage<? extends Verdict> answer = bus.dispatch(command, attempt);
      if (attempt.outcome().isPresent()) {
        Optional<CommandResult> result = result(attempt.outcome().get());
        if (result.isPresent()) {
          complain(answer, result.get());
          return result.get();
        }
        conflicts++;
        if (alone) {
          cascades.start(caller, id);
        } else {
          pause(conflicts);
        }
        continue;
      }
      if (alone
          && answer.isExceptional()
          && answer.exceptionResult() instanceof LockAcquisitionFailedException) {
        continue;
      }
      Verdict verdict = verdict(answer);
      if (end.isEmpty()) {
        end = OptionalLong.of(journal.end());
      }
      if (attempt.reached() >= end.getAsLong()) {
        if (alone) {
          cascades.end(caller, id);
        }
        return unchanged(verdict);
      }
    }
    return unavailable(
        command.askedOf()
            + " was changed by others in each of "
            + settings.maxAttempts()
            + " attempts (expected: one without; try again)");
  }

  /**
   * What went wrong after the commit was accepted (a cache, a snapshot) changes nothing about it.
   */
  private static void complain(CommandResultMessage<?> answer, CommandResult result) {
    if (result instanceof Done
        && answer.isExceptional()
        && !(answer.exceptionResult() instanceof NotAcceptedException)) {
      LOG.warn("after the commit was accepted: something failed", answer.exceptionResult());
    }
  }

  private Attempt attempt(CommitId id, Command command, Caller caller, boolean alone) {
    Attempt attempt = new Attempt(id, command, caller, journal.reached(), alone);
    StreamName cascade = StreamName.cascade(caller.organization());
    attempt.restsOn(cascade, journal.head(cascade));
    if (alone && cascades.isHeldBy(caller.organization(), id)) {
      attempt.ends(new CascadeEnded(caller.organization(), id));
    }
    return attempt;
  }

  /** Empty if it is to be decided again. */
  private static Optional<CommandResult> result(AppendOutcome outcome) {
    return switch (outcome) {
      case AppendOutcome.Accepted accepted ->
          Optional.of(new Done(accepted.position(), accepted.time()));
      case AppendOutcome.Conflict _, AppendOutcome.Expired _ -> Optional.empty();
      case AppendOutcome.Refused refused when refused.permanent() ->
          Optional.of(new Refused(new Refusal.FailedPrecondition(refused.reason())));
      case AppendOutcome.Refused refused -> Optional.of(unavailable(refused.reason()));
      case AppendOutcome.IdReused reused ->
          Optional.of(
              unavailable(
                  "commit id: used before at position "
                      + reused.position()
                      + " (expected: a new one; try again)"));
      case AppendOutcome.Unknown unknown ->
          Optional.of(new Refused(new Refusal.OutcomeUnknown(unknown.reason())));
    };
  }

  private static Verdict verdict(CommandResultMessage<? extends Verdict> answer) {
    if (answer.isExceptional()) {
      switch (answer.exceptionResult()) {
        case RuntimeException e -> throw e;
        case Error e -> throw e;
        default -> throw new IllegalStateException("a command failed", answer.exceptionResult());
      }
    }
    return answer.getPayload();
  }

  private CommandResult unchanged(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Refused refused -> new Refused(refused.refusal());
      case Verdict.Decided decided -> {
        if (decided.alive() != null) {
          signs.heard(decided.alive());
        }
        yield new Unchanged(journal.reached());
      }
    };
  }

  private void pause(int conflicts) {
    long bound = Math.min(settings.maxRetryPause().toMillis(), 1L << Math.min(conflicts, 20));
    try {
      Thread.sleep(ThreadLocalRandom.current().nextLong(bound + 1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new JournalUnavailableException("stopped while waiting to decide again");
    }
  }

  private static CommandResult unavailable(String message) {
    return new Refused(new Refusal.Unavailable(message));
  }
}
