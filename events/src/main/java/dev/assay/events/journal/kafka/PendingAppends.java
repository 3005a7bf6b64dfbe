package dev.assay.events.journal.kafka;

import dev.assay.events.journal.AppendOutcome;
import dev.assay.events.journal.JournalHaltedException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The appends whose outcome is awaited, by the hash of their bytes. The reading thread resolves
 * them. Safe for use by many threads.
 */
final class PendingAppends {

  private final Map<String, PendingAppend> byHash = new ConcurrentHashMap<>();

  /** Adds an append; returns the one that waits for the same bytes already, if there is one. */
  Optional<PendingAppend> add(PendingAppend append) {
    return Optional.ofNullable(byHash.putIfAbsent(append.hash(), append));
  }

  /** The append that waits for a record. */
  Optional<PendingAppend> waitingFor(String hash, byte[] bytes) {
    return Optional.ofNullable(byHash.get(hash))
        .filter(append -> Arrays.equals(append.bytes(), bytes));
  }

  void resolve(PendingAppend append, AppendOutcome outcome) {
    byHash.remove(append.hash(), append);
    append.outcome().complete(outcome);
  }

  /** Ends all waits: this replica reads no more. */
  void halt(String reason) {
    for (PendingAppend append : byHash.values()) {
      byHash.remove(append.hash(), append);
      append.outcome().completeExceptionally(new JournalHaltedException(reason));
    }
  }

  /** Waits for those that were sent, then tells the rest that their outcome is unknown. */
  void drain(Duration atMost) {
    CompletableFuture<?>[] waiting =
        byHash.values().stream()
            .map(append -> append.outcome().exceptionally(e -> new AppendOutcome.Unknown("halted")))
            .toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(waiting).get(Math.max(1, atMost.toMillis()), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      byHash
          .values()
          .forEach(append ->
              resolve(
                  append,
                  new AppendOutcome.Unknown(
                      "the journal was closed before the commit was seen; ask by its id later")));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
