package dev.assay.projections.views;

import dev.assay.events.journal.RecordedCommit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;
import org.jspecify.annotations.Nullable;

/**
 * Axon's transactions over a view store: what handlers do within one is gathered on its thread and
 * applied, with the watermark, when it commits. The processor attaches a transaction before its
 * unit of work starts, and rolls back even after a commit that failed.
 */
final class ViewTransactions implements TransactionManager {

  private final ThreadLocal<@Nullable Gathering> current = new ThreadLocal<>();
  private final AtomicReference<@Nullable GenerationWriter> writer = new AtomicReference<>();
  private final Consumer<GenerationWriter> applied;

  /**
   * @param applied is told after each batch that was applied
   */
  ViewTransactions(Consumer<GenerationWriter> applied) {
    this.applied = applied;
  }

  /** From here on batches follow this writer's watermark. */
  void use(GenerationWriter next) {
    writer.set(next);
  }

  /** The generation that batches go to, null before the first claim. */
  @Nullable GenerationWriter writer() {
    return writer.get();
  }

  @Override
  public Transaction startTransaction() {
    if (current.get() != null) {
      throw new IllegalStateException("transaction: open on this thread (expected: none)");
    }
    var started = new Gathering();
    current.set(started);
    return started;
  }

  /** Adds a commit to the transaction of this thread. */
  void handle(RecordedCommit commit) {
    expectCurrent().pending().add(commit);
  }

  /** Says where the transaction of this thread will have brought the watermark. */
  void expect(long position) {
    expectCurrent().expectedPosition = position;
  }

  private Gathering expectCurrent() {
    var gathering = current.get();
    if (gathering == null) {
      throw new IllegalStateException("transaction: none on this thread (expected: one)");
    }
    return gathering;
  }

  private final class Gathering implements Transaction {

    private @Nullable PendingBatch pending;
    private @Nullable Long expectedPosition;

    private PendingBatch pending() {
      if (pending == null) {
        var to = writer.get();
        if (to == null) {
          throw new IllegalStateException("generation: none (expected: one that was claimed)");
        }
        pending = to.begin();
      }
      return pending;
    }

    @Override
    public void commit() {
      var gathered = pending;
      var to = writer.get();
      if (gathered != null && to != null) {
        requireExpected(gathered);
        gathered.apply();
        applied.accept(to);
      }
      end();
    }

    private void requireExpected(PendingBatch gathered) {
      if (expectedPosition != null && gathered.next().position() != expectedPosition) {
        throw new IllegalStateException(
            "position after the batch: "
                + gathered.next().position()
                + " (expected: "
                + expectedPosition
                + ")");
      }
    }

    @Override
    public void rollback() {
      end();
    }

    private void end() {
      if (pending != null) {
        pending.close();
        pending = null;
      }
      if (current.get() == this) {
        current.remove();
      }
    }
  }
}
