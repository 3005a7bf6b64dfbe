package dev.assay.projections.store.mongodb;

import com.mongodb.MongoException;
import com.mongodb.ReadConcern;
import com.mongodb.TransactionOptions;
import com.mongodb.WriteConcern;
import com.mongodb.client.ClientSession;
import java.time.Duration;
import java.util.function.BiConsumer;

/**
 * Runs work in a transaction, again after errors that MongoDB calls transient, for a bounded time.
 */
final class Transactions {

  private static final TransactionOptions OPTIONS =
      TransactionOptions.builder()
          .readConcern(ReadConcern.SNAPSHOT)
          .writeConcern(WriteConcern.MAJORITY)
          .build();

  private final Server server;
  private final Duration patience;

  Transactions(Server server, Duration patience) {
    this.server = server;
    this.patience = patience;
  }

  /**
   * @param work is told the session and whether an earlier attempt was made, which may have been
   *     committed without our learning of it
   */
  void run(BiConsumer<ClientSession, Boolean> work) {
    long deadline = System.nanoTime() + patience.toNanos();
    try (var session = server.session()) {
      boolean again = false;
      while (!attempt(session, work, again, deadline)) {
        again = true;
      }
    }
  }

  private boolean attempt(
      ClientSession session,
      BiConsumer<ClientSession, Boolean> work,
      boolean again,
      long deadline) {
    try {
      session.startTransaction(OPTIONS);
      work.accept(session, again);
      commit(session, deadline);
      return true;
    } catch (MongoException e) {
      if (e.hasErrorLabel(MongoException.TRANSIENT_TRANSACTION_ERROR_LABEL)
          && System.nanoTime() < deadline) {
        return false;
      }
      throw e;
    } finally {
      if (session.hasActiveTransaction()) {
        session.abortTransaction();
      }
    }
  }

  private static void commit(ClientSession session, long deadline) {
    while (true) {
      try {
        session.commitTransaction();
        return;
      } catch (MongoException e) {
        if (!e.hasErrorLabel(MongoException.UNKNOWN_TRANSACTION_COMMIT_RESULT_LABEL)
            || System.nanoTime() >= deadline) {
          throw e;
        }
      }
    }
  }
}
