package dev.assay.projections.views;

import dev.assay.events.journal.RecordedCommit;
import org.axonframework.eventhandling.EventHandler;

/**
 * The event handler of a view group: one message is one commit, so that a commit is never split.
 */
final class CommitHandler {

  private final ViewTransactions transactions;

  CommitHandler(ViewTransactions transactions) {
    this.transactions = transactions;
  }

  @EventHandler
  void on(RecordedCommit commit) {
    transactions.handle(commit);
  }
}
