package dev.assay.command.http.access;

import dev.assay.command.access.AccessCommand;
import dev.assay.command.http.AsOfCommit;
import dev.assay.command.http.Writes;
import dev.assay.projections.access.AccessDirectory;
import dev.assay.projections.access.AccessRecord;
import dev.assay.projections.edge.Session;
import java.util.function.BiFunction;

/** Executes commands about access, and answers with the organisation as of their own commits. */
final class AccessAnswers {

  private final Writes writes;
  private final AccessDirectory directory;

  AccessAnswers(Writes writes, AccessDirectory directory) {
    this.writes = writes;
    this.directory = directory;
  }

  <T> T execute(
      AccessCommand command, Session session, BiFunction<AsOfCommit, AccessRecord, T> answer) {
    return writes.execute(
        command,
        session,
        then ->
            answer.apply(
                then,
                directory
                    .organization(command.organization(), then.position())
                    .orElseThrow(() ->
                        new IllegalStateException(
                            command.askedOf() + ": gone (expected: there for ever)"))));
  }
}
