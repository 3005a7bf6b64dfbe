package dev.assay.events.journal.kafka;

import dev.assay.events.journal.AppendOutcome;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends commits. Where no answer comes, the same bytes are sent again until the outcome is known or
 * nobody waits any more: of several copies in the log one at most is accepted.
 */
final class CommitSender implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(CommitSender.class);
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final Executor LATER =
      CompletableFuture.delayedExecutor(
          PAUSE.toMillis(), TimeUnit.MILLISECONDS, Thread::startVirtualThread);

  private final Producer<byte[], byte[]> producer;
  private final String topic;
  private final PendingAppends pending;
  private volatile boolean closing;

  CommitSender(Producer<byte[], byte[]> producer, String topic, PendingAppends pending) {
    this.producer = producer;
    this.topic = topic;
    this.pending = pending;
  }

  /** Sends a commit; never throws, however badly it goes. */
  void send(PendingAppend append) {
    append.sent();
    ProducerRecord<byte[], byte[]> sent =
        new ProducerRecord<>(topic, 0, null, append.bytes().value());
    try {
      producer.send(sent, (metadata, failure) -> answered(append, failure));
    } catch (InterruptException e) {
      pending.giveUp(append, "interrupted while sending");
    } catch (KafkaException | IllegalStateException e) {
      answered(append, e);
    }
  }

  private void answered(PendingAppend append, @Nullable Exception failure) {
    if (failure == null || append.outcome().isDone()) {
      return;
    }
    if (isRefusal(failure) && !append.sentAgain()) {
      pending.resolve(
          append, new AppendOutcome.Refused("the broker refuses: " + failure.getMessage()));
    } else if (closing) {
      pending.giveUp(append, "the journal was closed while the commit was sent");
    } else {
      LOG.warn(
          "no answer for commit {}, sending it again: {}",
          append.commit().id(),
          failure.toString());
      LATER.execute(() -> sendAgain(append));
    }
  }

  /** Of the only copy: an earlier one that got no answer may still be in the log. */
  private static boolean isRefusal(Exception failure) {
    return failure instanceof RecordTooLargeException || failure instanceof AuthorizationException;
  }

  private void sendAgain(PendingAppend append) {
    if (append.outcome().isDone()) {
      return;
    }
    if (closing) {
      pending.giveUp(append, "the journal was closed before the commit was sent again");
    } else {
      send(append);
    }
  }

  /** Sends nothing again from here on. */
  void stop() {
    closing = true;
  }

  @Override
  public void close() {
    closing = true;
    producer.close(Duration.ZERO);
  }
}
