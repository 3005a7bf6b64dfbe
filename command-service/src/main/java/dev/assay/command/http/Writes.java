package dev.assay.command.http;

import dev.assay.command.bucket.BucketCommand;
import dev.assay.command.execution.Caller;
import dev.assay.command.execution.CommandResult;
import dev.assay.command.execution.Commands;
import dev.assay.projections.edge.Draining;
import dev.assay.projections.edge.RefusalException;
import dev.assay.projections.edge.Session;
import dev.assay.projections.records.JournalRecords;
import dev.assay.projections.wire.Audience;
import java.time.InstantSource;
import java.util.function.Function;

/**
 * Executes what a call asks for and answers with the state as of its own commit, folded from the
 * journal: the same as any later read, and with no need of the view store.
 */
public final class Writes {

  private final Commands commands;
  private final JournalRecords records;
  private final Draining draining;
  private final InstantSource clock;

  public Writes(Commands commands, JournalRecords records, Draining draining, InstantSource clock) {
    this.commands = commands;
    this.records = records;
    this.draining = draining;
    this.clock = clock;
  }

  /**
   * @param answer makes the answer of the records as of the commit
   * @throws RefusalException if the command is refused
   */
  public <T> T execute(BucketCommand command, Session session, Function<AsOfCommit, T> answer) {
    draining.check();
    Caller caller = new Caller(session.organization(), session.actor(), session.request());
    long position =
        switch (commands.execute(command, caller)) {
          case CommandResult.Done done -> done.position();
          case CommandResult.Unchanged unchanged -> unchanged.position();
          case CommandResult.Refused refused -> throw new RefusalException(refused.refusal());
        };
    return answer.apply(asOf(position, session));
  }

  /** Answers with the state as of now, where a call asks for no change. */
  public <T> T unchanged(Session session, Function<AsOfCommit, T> answer) {
    return answer.apply(asOf(session.reached(), session));
  }

  private AsOfCommit asOf(long position, Session session) {
    session.answeredAt(position);
    return new AsOfCommit(
        records.at(position), Audience.writing(session.access()), clock.instant());
  }
}
