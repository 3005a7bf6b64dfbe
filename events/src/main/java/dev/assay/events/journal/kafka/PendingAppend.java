package dev.assay.events.journal.kafka;

import dev.assay.events.journal.AppendOutcome;
import dev.assay.events.journal.Commit;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** A commit that was sent, or is about to be, and whose outcome is not known yet. */
final class PendingAppend {

  private final Commit commit;
  private final RecordBytes bytes;
  private final long sinceNanos = System.nanoTime();
  private final CompletableFuture<AppendOutcome> outcome = new CompletableFuture<>();
  private final AtomicInteger sends = new AtomicInteger();

  /**
   * @param bytes the record; the same bytes are sent again where no answer comes
   */
  PendingAppend(Commit commit, byte[] bytes) {
    this.commit = commit;
    this.bytes = new RecordBytes(bytes);
  }

  Commit commit() {
    return commit;
  }

  RecordBytes bytes() {
    return bytes;
  }

  /** Whether its outcome has been awaited for so long. */
  boolean hasWaited(Duration duration) {
    return System.nanoTime() - sinceNanos >= duration.toNanos();
  }

  CompletableFuture<AppendOutcome> outcome() {
    return outcome;
  }

  void sent() {
    sends.incrementAndGet();
  }

  /** Whether more than one copy of it may be in the log. */
  boolean sentAgain() {
    return sends.get() > 1;
  }
}
