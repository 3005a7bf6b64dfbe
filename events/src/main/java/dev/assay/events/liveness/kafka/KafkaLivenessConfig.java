package dev.assay.events.liveness.kafka;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/**
 * How to open the topic of heartbeats.
 *
 * @param bootstrapServers host:port, comma-separated
 * @param topic name of the topic, usually {@link #DEFAULT_TOPIC}
 * @param createTopic whether a missing topic is created
 * @param replicationFactor of the topic when it is created
 * @param clientProperties Kafka client properties (security) that go before Assay's own
 * @param clock by which {@code caughtUpSince} is told
 * @param timeout how long an absent broker is waited for, at start and by a heartbeat
 */
public record KafkaLivenessConfig(
    String bootstrapServers,
    String topic,
    boolean createTopic,
    int replicationFactor,
    Map<String, Object> clientProperties,
    InstantSource clock,
    Duration timeout) {

  /** The topic's name where nothing else is said. */
  public static final String DEFAULT_TOPIC = "assay.liveness";

  public KafkaLivenessConfig {
    clientProperties = Map.copyOf(clientProperties);
  }
}
