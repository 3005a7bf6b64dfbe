package dev.assay.events.journal.kafka;

import dev.assay.events.journal.AppendOutcome;
import dev.assay.events.journal.JournalHaltedException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The appends whose outcome is awaited, by the bytes of their records. The reading thread resolves
 * them. Safe for use by many threads.
 */
final class PendingAppends {

  private final Map<RecordBytes, PendingAppend> byBytes = new ConcurrentHashMap<>();

  /** Adds an append; returns the one that waits for the same bytes already, if there is one. */
  Optional<PendingAppend> add(PendingAppend append) {
    return Optional.ofNullable(byBytes.putIfAbsent(append.bytes(), append));
  }

  /** The append that waits for a record. */
  Optional<PendingAppend> waitingFor(byte[] record) {
    return byBytes.isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(byBytes.get(new RecordBytes(record)));
  }

  void resolve(PendingAppend append, AppendOutcome outcome) {
    byBytes.remove(append.bytes(), append);
    append.outcome().complete(outcome);
  }

  /** Ends all waits: this replica reads no more. */
  void halt(String reason) {
    byBytes.values().forEach(append -> halt(append, reason));
  }

  void halt(PendingAppend append, String reason) {
    byBytes.remove(append.bytes(), append);
    append.outcome().completeExceptionally(new JournalHaltedException(reason));
  }

  /** Ends a wait without knowing the outcome. */
  void giveUp(PendingAppend append, String reason) {
    resolve(
        append,
        new AppendOutcome.Unknown(reason + "; ask for commit " + append.commit().id() + " later"));
  }

  /** Ends the waits that have lasted so long. */
  void giveUpAfter(Duration limit) {
    byBytes.values().stream()
        .filter(append -> append.hasWaited(limit))
        .forEach(append -> giveUp(append, "no answer for " + limit.toSeconds() + " s"));
  }

  /** Waits for those that were sent, then tells the rest that their outcome is unknown. */
  void drain(Duration atMost) {
    CompletableFuture<?>[] waiting =
        byBytes.values().stream()
            .map(append -> append.outcome().exceptionally(e -> new AppendOutcome.Unknown("halted")))
            .toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(waiting).get(Math.max(1, atMost.toMillis()), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      giveUpAll();
    } catch (ExecutionException e) {
      throw new IllegalStateException(Causes.of(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      giveUpAll();
    }
  }

  private void giveUpAll() {
    byBytes
        .values()
        .forEach(append -> giveUp(append, "the journal was closed before the commit was seen"));
  }
}
