package dev.assay.events.liveness.kafka;

import dev.assay.events.iteration.BuildId;
import dev.assay.events.liveness.Liveness;
import java.time.Instant;
import java.util.Optional;

/** Heartbeats in a compacted Kafka topic, key = build id. */
public final class KafkaLiveness implements Liveness {

  private KafkaLiveness() {}

  /**
   * Creates the topic if it is absent and that is allowed, and reads it up to its present end.
   *
   * @throws dev.assay.events.journal.JournalRefusedException if the topic may not be worked on
   * @throws dev.assay.events.journal.JournalUnavailableException if no broker answers in time
   */
  public static KafkaLiveness open(KafkaLivenessConfig config) {
    throw new UnsupportedOperationException("in work: " + config.topic());
  }

  @Override
  public void beat(BuildId build, Instant at) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void forget(BuildId build) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Instant> lastBeat(BuildId build) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Instant> caughtUpSince() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
