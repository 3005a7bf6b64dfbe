package dev.assay.events.liveness.kafka;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the heartbeat topic, and asks every second whether it has all of it: while no broker says
 * so, it counts as lagging.
 */
final class LivenessTail implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LivenessTail.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration END_TIMEOUT = Duration.ofSeconds(2);
  private static final long CHECK_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final KafkaConsumer<String, Long> consumer;
  private final TopicPartition partition;
  private final Beats beats;
  private final InstantSource clock;
  private final CountDownLatch caughtUp = new CountDownLatch(1);
  private final Thread thread;
  private volatile Optional<Instant> caughtUpSince = Optional.empty();
  private volatile boolean closing;
  private long nextCheckNanos = System.nanoTime();

  LivenessTail(KafkaLivenessConfig config, Beats beats) {
    this.consumer = LivenessClients.consumer(config);
    this.partition = new TopicPartition(config.topic(), 0);
    this.beats = beats;
    this.clock = config.clock();
    this.thread = Thread.ofPlatform().name("assay-liveness-tail").daemon().start(this::run);
  }

  Optional<Instant> caughtUpSince() {
    return caughtUpSince;
  }

  boolean awaitCaughtUp(Duration atMost) throws InterruptedException {
    return caughtUp.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void run() {
    try {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      while (!closing) {
        readOnce();
      }
    } finally {
      caughtUpSince = Optional.empty();
      consumer.close(CloseOptions.timeout(Duration.ZERO));
    }
  }

  private void readOnce() {
    try {
      consumer.poll(POLL).records(partition).forEach(this::apply);
      if (System.nanoTime() - nextCheckNanos >= 0) {
        check();
      }
    } catch (WakeupException e) {
      LOG.debug("woken up to close");
    } catch (KafkaException e) {
      caughtUpSince = Optional.empty();
      LOG.warn("cannot read topic {}, trying again: {}", partition.topic(), e.toString());
      LockSupport.parkNanos(POLL.toNanos());
    }
  }

  private void apply(ConsumerRecord<String, Long> record) {
    @Nullable Long millis = record.value();
    if (record.key() != null) {
      @Nullable Instant at = millis == null ? null : Instant.ofEpochMilli(millis);
      beats.read(record.key(), at, record.offset());
    }
  }

  private void check() {
    Instant asked = clock.instant();
    long end =
        Objects.requireNonNull(consumer.endOffsets(List.of(partition), END_TIMEOUT).get(partition));
    if (consumer.position(partition, END_TIMEOUT) < end) {
      caughtUpSince = Optional.empty();
      return;
    }
    nextCheckNanos = System.nanoTime() + CHECK_NANOS;
    if (caughtUpSince.isEmpty()) {
      caughtUpSince = Optional.of(asked);
    }
    caughtUp.countDown();
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
}
