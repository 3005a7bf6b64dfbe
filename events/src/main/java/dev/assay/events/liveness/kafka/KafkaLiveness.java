package dev.assay.events.liveness.kafka;

import dev.assay.events.iteration.BuildId;
import dev.assay.events.journal.JournalUnavailableException;
import dev.assay.events.liveness.Liveness;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** Heartbeats in a compacted Kafka topic, key = build id. Safe for use by many threads. */
public final class KafkaLiveness implements Liveness {

  private final KafkaLivenessConfig config;
  private final Beats beats = new Beats();
  private final KafkaProducer<String, Long> producer;
  private final LivenessTail tail;

  private KafkaLiveness(KafkaLivenessConfig config) {
    this.config = config;
    this.producer = LivenessClients.producer(config);
    this.tail = new LivenessTail(config, beats);
  }

  /**
   * Creates the topic if it is absent and that is allowed, and reads it up to its present end.
   *
   * @throws dev.assay.events.journal.JournalRefusedException if the topic may not be worked on
   * @throws JournalUnavailableException if no broker answers in time
   */
  public static KafkaLiveness open(KafkaLivenessConfig config) {
    try (LivenessTopic topic = new LivenessTopic(config)) {
      topic.prepare();
    }
    KafkaLiveness liveness = new KafkaLiveness(config);
    try {
      if (liveness.tail.awaitCaughtUp(config.timeout())) {
        return liveness;
      }
      liveness.close();
      throw new JournalUnavailableException(
          "topic %s was not read to its end within %d s"
              .formatted(config.topic(), config.timeout().toSeconds()));
    } catch (InterruptedException e) {
      liveness.close();
      Thread.currentThread().interrupt();
      throw new JournalUnavailableException("interrupted while reading " + config.topic());
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws JournalUnavailableException if no broker takes it in time
   */
  @Override
  public void beat(BuildId build, Instant at) {
    write(build, at.toEpochMilli());
  }

  /**
   * {@inheritDoc}
   *
   * @throws JournalUnavailableException if no broker takes it in time
   */
  @Override
  public void forget(BuildId build) {
    write(build, null);
  }

  private void write(BuildId build, @Nullable Long millis) {
    ProducerRecord<String, @Nullable Long> record =
        new ProducerRecord<>(config.topic(), 0, build.value(), millis);
    try {
      long offset =
          producer.send(record).get(config.timeout().toMillis(), TimeUnit.MILLISECONDS).offset();
      beats.acknowledged(
          build.value(), millis == null ? null : Instant.ofEpochMilli(millis), offset);
    } catch (ExecutionException e) {
      throw lost(build, String.valueOf(e.getCause()));
    } catch (KafkaException | TimeoutException e) {
      throw lost(build, e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw lost(build, "interrupted");
    }
  }

  private JournalUnavailableException lost(BuildId build, String why) {
    return new JournalUnavailableException(
        "heartbeat of build %s was not kept in topic %s: %s".formatted(build, config.topic(), why));
  }

  @Override
  public Optional<Instant> lastBeat(BuildId build) {
    return beats.last(build.value());
  }

  @Override
  public Optional<Instant> caughtUpSince() {
    return tail.caughtUpSince();
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(1));
    tail.close();
  }
}
