package dev.assay.events.journal.kafka;

import dev.assay.events.codec.UnreadableEventException;
import dev.assay.events.journal.replica.ReplicaException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The reading thread: polls the topic and hands each batch to the {@link RecordJudge}. Outages of
 * the broker are waited out; what only an operator can mend halts it.
 */
final class Tailer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Tailer.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PAUSE_AFTER_ERROR = Duration.ofMillis(500);

  private static final Duration BEGINNING_TIMEOUT = Duration.ofSeconds(1);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final TopicPartition partition;
  private final RecordJudge judge;
  private final Progress progress;
  private final PendingAppends pending;
  private final Thread thread;
  private final long checkNanos;
  private long checkedNanos = System.nanoTime();
  private volatile boolean closing;
  private volatile long lag;

  Tailer(KafkaJournalConfig config, RecordJudge judge, Progress progress, PendingAppends pending) {
    this.consumer = new KafkaConsumer<>(ClientSettings.consumer(config));
    this.partition = new TopicPartition(config.topic(), 0);
    this.judge = judge;
    this.progress = progress;
    this.pending = pending;
    this.checkNanos = config.beginningCheck().toNanos();
    this.thread = Thread.ofPlatform().name("assay-journal-tail").daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** Records in the topic that have not been read, as of the last poll. */
  long lag() {
    return lag;
  }

  private void run() {
    try {
      consumer.assign(List.of(partition));
      consumer.seek(partition, progress.nextOffset());
      while (!closing && progress.halted().isEmpty()) {
        pollOnce();
      }
    } catch (RuntimeException e) {
      LOG.error("reading topic {} failed", partition.topic(), e);
      halt("reading topic " + partition.topic() + " failed: " + e);
    } finally {
      if (!closing && progress.halted().isEmpty()) {
        // An Error ends the thread: those who wait must learn of it before it does.
        halt("reading topic " + partition.topic() + " ended; fix: see the log, then restart");
      }
      consumer.close(CloseOptions.timeout(Duration.ZERO));
    }
  }

  private void pollOnce() {
    try {
      List<ConsumerRecord<byte[], byte[]>> records = consumer.poll(POLL).records(partition);
      if (!records.isEmpty()) {
        judge.judge(records);
      }
      lag = consumer.currentLag(partition).orElse(lag);
      checkBeginning();
    } catch (WakeupException e) {
      LOG.debug("woken up to close");
    } catch (OffsetOutOfRangeException e) {
      halt(
          "topic %s: no record at offset %d any more, history was cut or the topic was replaced (expected: every record that was read); fix: restore the topic from a backup and restart"
              .formatted(partition.topic(), progress.nextOffset()));
    } catch (UnreadableEventException e) {
      halt(
          "topic %s: after offset %d: %s; fix: run a version of Assay that knows it"
              .formatted(partition.topic(), progress.nextOffset() - 1, e.getMessage()));
    } catch (HaltException e) {
      halt(String.valueOf(e.getMessage()));
    } catch (RetriableException | AuthenticationException | AuthorizationException e) {
      LOG.warn("cannot read topic {}, trying again: {}", partition.topic(), e.toString());
      LockSupport.parkNanos(PAUSE_AFTER_ERROR.toNanos());
    } catch (ReplicaException e) {
      LOG.error("the local index failed", e);
      halt("the " + e.getMessage() + "; fix: check disk space and health, then restart");
    } catch (KafkaException e) {
      LOG.error("reading topic {} failed", partition.topic(), e);
      halt(
          "topic %s: cannot be read at offset %d: %s; fix: restore the topic from a backup and restart"
              .formatted(partition.topic(), progress.nextOffset(), e.getMessage()));
    }
  }

  /** A reader at the end is told nothing when the beginning is cut off: it asks. */
  private void checkBeginning() {
    if (System.nanoTime() - checkedNanos < checkNanos) {
      return;
    }
    checkedNanos = System.nanoTime();
    long start =
        Objects.requireNonNull(
            consumer.beginningOffsets(List.of(partition), BEGINNING_TIMEOUT).get(partition));
    if (start > 0) {
      throw new HaltException(JournalTopic.beginningLost(partition.topic(), start));
    }
  }

  private void halt(String reason) {
    LOG.error("the journal is halted: {}", reason);
    progress.halt(reason);
    pending.halt(reason);
  }

  @Override
  public void close() {
    closing = true;
    consumer.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A record before which reading must stop. */
  static final class HaltException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    HaltException(String reason) {
      super(reason);
    }
  }
}
