package dev.assay.events.journal.kafka;

import dev.assay.events.journal.AppendOutcome;
import dev.assay.events.journal.Commit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** A commit that was sent, or is about to be, and whose outcome is not known yet. */
final class PendingAppend {

  private final Commit commit;
  private final byte[] bytes;
  private final String hash;
  private final CompletableFuture<AppendOutcome> outcome = new CompletableFuture<>();
  private final AtomicInteger sends = new AtomicInteger();

  /**
   * @param bytes the record; the same bytes are sent again where no answer comes
   * @param hash SHA-256 of the bytes, lower-case hex
   */
  PendingAppend(Commit commit, byte[] bytes, String hash) {
    this.commit = commit;
    this.bytes = bytes;
    this.hash = hash;
  }

  Commit commit() {
    return commit;
  }

  byte[] bytes() {
    return bytes;
  }

  String hash() {
    return hash;
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
