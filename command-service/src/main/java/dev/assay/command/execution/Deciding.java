package dev.assay.command.execution;

import dev.assay.command.bucket.Verdict;
import dev.assay.command.execution.CommandResult.Done;
import dev.assay.command.execution.CommandResult.Refused;
import dev.assay.command.execution.CommandResult.Unchanged;
import dev.assay.command.identity.IdSource;
import dev.assay.command.iteration.SignsOfLife;
import dev.assay.events.access.OrganizationId;
import dev.assay.events.cascade.CascadeEvent.CascadeEnded;
import dev.assay.events.journal.AppendOutcome;
import dev.assay.events.journal.CommitId;
import dev.assay.events.journal.Journal;
import dev.assay.events.journal.JournalHaltedException;
import dev.assay.events.journal.JournalUnavailableException;
import dev.assay.events.journal.RecordedCommit;
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
  private final CascadeLocks locks;
  private final CascadeStream cascades;
  private final CommandSettings settings;

  Deciding(
      Journal journal,
      AggregateBus bus,
      IdSource ids,
      SignsOfLife signs,
      CascadeLocks locks,
      CascadeStream cascades,
      CommandSettings settings) {
    this.journal = journal;
    this.bus = bus;
    this.ids = ids;
    this.signs = signs;
    this.locks = locks;
    this.cascades = cascades;
    this.settings = settings;
  }

  CommandResult decide(Command command, Caller caller, Terms terms) {
    return decide(asked(command, caller, terms, false));
  }

  /**
   * Decides a command that holds its organisation's cascade lock: however often others come first,
   * it is decided again, and once it has lost they hold off.
   */
  CommandResult decideAlone(Command command, Caller caller, Terms terms) {
    return decide(asked(command, caller, terms, true));
  }

  private Asked asked(Command command, Caller caller, Terms terms, boolean alone) {
    CommitId id =
        terms.key().map(key -> key.commitId(caller)).orElseGet(() -> new CommitId(ids.next()));
    return new Asked(id, command, caller, terms, alone);
  }

  private CommandResult decide(Asked asked) {
    try {
      CommandResult result = untilItStands(asked);
      signs.after(asked.command(), result);
      return result;
    } catch (JournalUnavailableException | JournalHaltedException e) {
      return unavailable("journal: " + e.getMessage());
    } catch (LockAcquisitionFailedException e) {
      return unavailable(
          asked.command().askedOf()
              + " is busy (expected: its turn within "
              + settings.patience()
              + ")");
    }
  }

  private CommandResult untilItStands(Asked asked) {
    Optional<CommandResult> earlier = earlier(asked);
    OptionalLong end = OptionalLong.empty();
    for (int conflicts = 0;
        earlier.isEmpty() && (asked.alone() || conflicts < settings.maxAttempts());
        earlier = earlier(asked)) {
      if (asked.command().yieldsToCascades()) {
        cascades.await(asked.caller().organization(), asked.id());
      }
      Optional<Tried> tried = once(asked);
      if (tried.isEmpty()) {
        return heldUp(asked);
      }
      Attempt attempt = tried.get().attempt();
      CommandResultMessage<? extends Verdict> answer = tried.get().answer();
      if (attempt.outcome().isPresent()) {
        Optional<CommandResult> result = result(asked, attempt.outcome().get());
        if (result.isPresent()) {
          complain(answer, result.get());
          return result.get();
        }
        conflicts++;
        afterConflict(asked, conflicts);
        continue;
      }
      if (asked.alone()
          && answer.isExceptional()
          && answer.exceptionResult() instanceof LockAcquisitionFailedException) {
        continue;
      }
      Verdict verdict = verdict(answer);
      if (end.isEmpty()) {
        end = OptionalLong.of(journal.end());
      }
      if (attempt.reached() >= end.getAsLong()) {
        return unchanged(attempt, verdict);
      }
    }
    return earlier.orElseGet(() -> changedByOthers(asked));
  }

  /** An attempt, and what the bus answered. */
  private record Tried(Attempt attempt, CommandResultMessage<? extends Verdict> answer) {}

  /** Empty if a cascade of this instance was in the way for too long. */
  private Optional<Tried> once(Asked asked) {
    if (asked.alone() || !asked.command().yieldsToCascades()) {
      return Optional.of(dispatch(asked));
    }
    try {
      return locks.shared(asked.caller().organization(), () -> dispatch(asked));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new JournalUnavailableException("stopped while a cascade was running");
    }
  }

  private Tried dispatch(Asked asked) {
    Attempt attempt = attempt(asked);
    return new Tried(attempt, bus.dispatch(asked.command(), attempt));
  }

  private CommandResult heldUp(Asked asked) {
    return unavailable(
        asked.command().askedOf()
            + " was not asked, a cascade is running (expected: its end within "
            + settings.patience()
            + ")");
  }

  private CommandResult changedByOthers(Asked asked) {
    return unavailable(
        asked.command().askedOf()
            + " was changed by others in each of "
            + settings.maxAttempts()
            + " attempts (expected: one without; try again)");
  }

  private void afterConflict(Asked asked, int conflicts) {
    if (asked.alone()) {
      cascades.start(asked.caller(), asked.id());
    } else {
      pause(conflicts);
    }
  }

  /** What became of the first request under the same key, as far as this instance has read. */
  private Optional<CommandResult> earlier(Asked asked) {
    return asked
        .terms()
        .key()
        .flatMap(key -> journal.commit(asked.id()).map(first -> earlier(asked, key, first)));
  }

  private static CommandResult earlier(Asked asked, RequestKey key, RecordedCommit first) {
    return key.objection(first.commit())
        .<CommandResult>map(Refused::new)
        .orElseGet(() -> new Done(asked.id(), first.position(), first.time(), true));
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

  private Attempt attempt(Asked asked) {
    Attempt attempt = new Attempt(asked, journal.reached());
    OrganizationId organization = asked.caller().organization();
    if (asked.command().yieldsToCascades()) {
      StreamName cascade = StreamName.cascade(organization);
      attempt.restsOn(cascade, journal.head(cascade));
    }
    if (asked.alone() && cascades.isHeldBy(organization, asked.id())) {
      attempt.ends(new CascadeEnded(organization, asked.id()));
    }
    return attempt;
  }

  /** Empty if it is to be decided again. */
  private static Optional<CommandResult> result(Asked asked, AppendOutcome outcome) {
    return switch (outcome) {
      case AppendOutcome.Accepted accepted ->
          Optional.of(
              new Done(asked.id(), accepted.position(), accepted.time(), accepted.repeated()));
      case AppendOutcome.Conflict _, AppendOutcome.Expired _ -> Optional.empty();
      case AppendOutcome.Refused refused when refused.permanent() ->
          Optional.of(new Refused(new Refusal.FailedPrecondition(refused.reason())));
      case AppendOutcome.Refused refused -> Optional.of(unavailable(refused.reason()));
      case AppendOutcome.IdReused reused ->
          Optional.of(
              asked
                  .terms()
                  .key()
                  .<CommandResult>map(key -> new Refused(key.reused()))
                  .orElseGet(() -> idReused(reused)));
      case AppendOutcome.Unknown unknown ->
          Optional.of(new Refused(new Refusal.OutcomeUnknown(unknown.reason())));
    };
  }

  private static CommandResult idReused(AppendOutcome.IdReused reused) {
    return unavailable(
        "commit id: used before at position "
            + reused.position()
            + " (expected: a new one; try again)");
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

  /**
   * Nothing was appended. The state that this was decided on may hold what the first request under
   * the same key has done: then that is the answer.
   */
  private CommandResult unchanged(Attempt attempt, Verdict verdict) {
    Asked asked = attempt.asked();
    if (asked.alone()) {
      cascades.end(asked.caller(), asked.id());
    }
    return earlier(asked)
        .orElseGet(() ->
            switch (verdict) {
              case Verdict.Refused refused -> new Refused(refused.refusal());
              case Verdict.Decided decided -> unchanged(attempt, decided);
            });
  }

  private CommandResult unchanged(Attempt attempt, Verdict.Decided decided) {
    if (decided.alive() != null) {
      signs.heard(decided.alive());
    }
    StreamName stream = attempt.asked().command().stream();
    long loaded = StreamPosition.of(journal, stream, attempt.loaded(stream));
    return new Unchanged(Math.max(attempt.reached(), loaded));
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
