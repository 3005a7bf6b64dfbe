package dev.assay.events.journal.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Asks the broker for the topic's end. Callers share calls, but join only one that starts after
 * them: an end that was asked for earlier could miss what was acknowledged in between.
 */
final class JournalEnd implements AutoCloseable {

  private static final int MAX_WAITING = 100_000;

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final TopicPartition partition;
  private final Duration timeout;
  private final BlockingQueue<CompletableFuture<Long>> waiting =
      new ArrayBlockingQueue<>(MAX_WAITING);
  private final Thread thread;
  private volatile boolean closed;

  JournalEnd(KafkaJournalConfig config) {
    this.consumer = new KafkaConsumer<>(ClientSettings.consumer(config));
    this.partition = new TopicPartition(config.topic(), 0);
    consumer.assign(List.of(partition));
    this.timeout = config.endTimeout();
    this.thread = Thread.ofPlatform().name("assay-journal-end").daemon().start(this::run);
  }

  /** The offset of the next record, as of a moment after this call; fails if no broker answers. */
  CompletableFuture<Long> ask() {
    CompletableFuture<Long> answer = new CompletableFuture<>();
    if (!waiting.offer(answer)) {
      answer.completeExceptionally(
          new KafkaException(MAX_WAITING + " callers wait for the journal's end already"));
    }
    if (closed) {
      // The thread may have looked into the queue for the last time before this one came.
      answer.completeExceptionally(new KafkaException("the journal is closed"));
    }
    return answer;
  }

  private void run() {
    List<CompletableFuture<Long>> sharing = new ArrayList<>();
    try {
      while (!Thread.currentThread().isInterrupted()) {
        sharing.clear();
        sharing.add(waiting.take());
        waiting.drainTo(sharing);
        answer(sharing);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      closed = true;
      consumer.close(CloseOptions.timeout(Duration.ZERO));
      waiting.drainTo(sharing);
      sharing.forEach(
          answer -> answer.completeExceptionally(new KafkaException("the journal is closed")));
    }
  }

  private void answer(List<CompletableFuture<Long>> sharing) {
    try {
      Map<TopicPartition, Long> ends = consumer.endOffsets(List.of(partition), timeout);
      long end = Objects.requireNonNull(ends.get(partition));
      sharing.forEach(answer -> answer.complete(end));
    } catch (KafkaException e) {
      sharing.forEach(answer -> answer.completeExceptionally(e));
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
