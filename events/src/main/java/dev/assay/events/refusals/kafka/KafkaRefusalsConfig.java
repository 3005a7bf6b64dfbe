package dev.assay.events.refusals.kafka;

import java.time.Duration;
import java.util.Map;

/**
 * How to open the topic of refusals.
 *
 * @param bootstrapServers host:port, comma-separated
 * @param topic name of the topic, usually {@link #DEFAULT_TOPIC}
 * @param createTopic whether a missing topic is created
 * @param replicationFactor of the topic when it is created
 * @param clientProperties Kafka client properties (security) that go before Assay's own
 * @param openTimeout how long an absent broker is waited for at start
 * @param callTimeout how long an append, or the question for the end, waits for the broker
 */
public record KafkaRefusalsConfig(
    String bootstrapServers,
    String topic,
    boolean createTopic,
    int replicationFactor,
    Map<String, Object> clientProperties,
    Duration openTimeout,
    Duration callTimeout) {

  /** The topic's name where nothing else is said. */
  public static final String DEFAULT_TOPIC = "assay.refusals";

  public KafkaRefusalsConfig {
    clientProperties = Map.copyOf(clientProperties);
  }
}
