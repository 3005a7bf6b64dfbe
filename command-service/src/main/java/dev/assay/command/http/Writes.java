package dev.assay.command.http;

import dev.assay.command.execution.Caller;
import dev.assay.command.execution.Command;
import dev.assay.command.execution.CommandResult;
import dev.assay.command.execution.Commands;
import dev.assay.command.execution.Condition;
import dev.assay.command.execution.RequestKey;
import dev.assay.command.execution.Terms;
import dev.assay.events.journal.Journal;
import dev.assay.projections.edge.Draining;
import dev.assay.projections.edge.IfMatch;
import dev.assay.projections.edge.RefusalException;
import dev.assay.projections.edge.Session;
import dev.assay.projections.naming.Shown;
import dev.assay.projections.records.JournalRecords;
import dev.assay.projections.records.PastRecords;
import dev.assay.projections.records.RecordSource;
import dev.assay.projections.refusal.Refusal;
import dev.assay.projections.wire.Tagged;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/**
 * Executes what a call asks for, on the terms of its headers, and answers with the state as of its
 * own commit, folded from the journal: the same as any later read, and with no need of the view
 * store.
 */
public final class Writes {

  private final Commands commands;
  private final Journal journal;
  private final JournalRecords records;
  private final PastRecords past;
  private final Draining draining;
  private final InstantSource clock;

  /**
   * @param records of what was just written
   * @param past of what was written long ago, for the answers to repetitions
   */
  public Writes(
      Commands commands,
      Journal journal,
      JournalRecords records,
      PastRecords past,
      Draining draining,
      InstantSource clock) {
    this.commands = commands;
    this.journal = journal;
    this.records = records;
    this.past = past;
    this.draining = draining;
    this.clock = clock;
  }

  /**
   * Executes a command that takes no condition.
   *
   * @param answer makes the answer of the records as of the commit
   * @throws RefusalException if the command is refused
   */
  public <T> T execute(Command command, Session session, Function<AsOfCommit, T> answer) {
    if (!session.terms().ifMatch().equals(IfMatch.NONE)) {
      throw new IllegalStateException(
          command.askedOf() + ": a condition, and nothing to ask it of (expected: a thing)");
    }
    return execute(command, Condition.NONE, session, answer);
  }

  /**
   * Executes a command, on the condition that the caller may have made.
   *
   * @param thing of which it is asked
   * @param answer makes the answer of the records as of the commit
   * @throws RefusalException if the command is refused, or the condition does not hold
   */
  public <T> T execute(
      Command command, Session session, Thing thing, Function<AsOfCommit, T> answer) {
    return execute(command, condition(session, thing), session, answer);
  }

  private <T> T execute(
      Command command, Condition condition, Session session, Function<AsOfCommit, T> answer) {
    CommandActions.tell(command, session.trail(), clock.instant());
    draining.check();
    return switch (commands.execute(command, caller(session), new Terms(condition, key(session)))) {
      case CommandResult.Done done -> answer.apply(asOf(done, session));
      case CommandResult.Unchanged unchanged -> {
        if (!CommandActions.isSignOfLife(command)) {
          session.trail().unchanged();
        }
        yield answer.apply(asOf(unchanged.position(), session));
      }
      case CommandResult.Refused refused -> throw new RefusalException(refused.refusal());
    };
  }

  /**
   * Answers with the state as of now, where a call asks for no change.
   *
   * @throws RefusalException if the caller's condition does not hold, or the key stands for a
   *     request that was done
   */
  public <T> T unchanged(Session session, Thing thing, Function<AsOfCommit, T> answer) {
    key(session)
        .flatMap(key ->
            journal
                .commit(key.commitId(caller(session)))
                .flatMap(first -> key.objection(first.commit())))
        .or(() -> condition(session, thing).objection(session.reached()))
        .ifPresent(refusal -> {
          throw new RefusalException(refusal);
        });
    T unchanged = answer.apply(asOf(session.reached(), session));
    session.trail().unchanged();
    return unchanged;
  }

  private static Caller caller(Session session) {
    return new Caller(session.organization(), session.actor(), session.request());
  }

  private static Optional<RequestKey> key(Session session) {
    return session.terms().key().map(sent -> new RequestKey(sent.key(), sent.requestHash()));
  }

  private Condition condition(Session session, Thing thing) {
    IfMatch ifMatch = session.terms().ifMatch();
    return ifMatch.equals(IfMatch.NONE)
        ? Condition.NONE
        : position ->
            at(position, session)
                .present(thing)
                .filter(present -> !ifMatch.holds(present.tag()))
                .map(present -> notMet(ifMatch, present));
  }

  private static Refusal notMet(IfMatch ifMatch, Tagged<Refusal.Present> present) {
    String sent = ifMatch instanceof IfMatch.OneOf(_, String text) ? Shown.value(text) : "*";
    return new Refusal.ConditionNotMet(
        IfMatch.HEADER + ": " + sent + " (expected: " + present.tag() + ", as it is now)",
        present.tag().toString(),
        present.shown());
  }

  private AsOfCommit asOf(CommandResult.Done done, Session session) {
    session.answeredAt(done.position());
    RecordSource then = done.repeated() ? past.asOf(done.position()) : records.at(done.position());
    return new AsOfCommit(
        done.position(), then, session, done.time(), Optional.of(done.id()), journal::commit);
  }

  private AsOfCommit asOf(long position, Session session) {
    session.answeredAt(position);
    return at(position, session);
  }

  private AsOfCommit at(long position, Session session) {
    return new AsOfCommit(
        position,
        records.at(position),
        session,
        clock.instant(),
        Optional.empty(),
        journal::commit);
  }
}
