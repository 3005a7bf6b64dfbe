package dev.assay.events.journal.kafka;

import dev.assay.events.journal.JournalId;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How to open a journal that is kept in Kafka.
 *
 * @param bootstrapServers host:port, comma-separated
 * @param topic name of the topic, default {@code assay.journal}
 * @param indexDirectory where the local index is kept; one directory per process
 * @param createTopic whether a journal may be begun: a missing topic is created, an empty one gets
 *     its genesis; default false
 * @param replicationFactor of the topic, declared; 1 allows a topic with a single copy, which is
 *     otherwise refused; default 3
 * @param soleWriter whether no other process appends to this journal while it is open: its end is
 *     then known without a call; default false
 * @param expectedJournalId refuse any other journal; default: whichever it is
 * @param clientProperties Kafka client properties (security) that go before Assay's own
 * @param meterRegistry where measurements go
 * @param startTimeout how long an absent broker is waited for at start; default 30 s
 * @param unknownAfter how long an append waits for an absent broker; default 30 s
 * @param endTimeout how long {@code end()} waits; default 20 s
 * @param closeTimeout how long closing waits for appends that were sent; default 3 s
 * @param beginningCheck how often a running reader asks whether the topic's beginning is still
 *     there; default 10 s
 */
public record KafkaJournalConfig(
    String bootstrapServers,
    String topic,
    Path indexDirectory,
    boolean createTopic,
    int replicationFactor,
    boolean soleWriter,
    Optional<JournalId> expectedJournalId,
    Map<String, Object> clientProperties,
    MeterRegistry meterRegistry,
    Duration startTimeout,
    Duration unknownAfter,
    Duration endTimeout,
    Duration closeTimeout,
    Duration beginningCheck) {

  /** The topic's name where nothing else is said. */
  public static final String DEFAULT_TOPIC = "assay.journal";

  /**
   * @throws IllegalArgumentException if the replication factor is less than 1
   */
  public KafkaJournalConfig {
    if (replicationFactor < 1) {
      throw new IllegalArgumentException(
          "replicationFactor: " + replicationFactor + " (expected: >= 1)");
    }
    clientProperties = Map.copyOf(clientProperties);
  }

  /** Starts with the defaults. */
  public static Builder builder(String bootstrapServers, Path indexDirectory) {
    return new Builder(bootstrapServers, indexDirectory);
  }

  /** Collects a configuration; every setter returns the builder. */
  public static final class Builder {
    private final String bootstrapServers;
    private final Path indexDirectory;
    private String topic = DEFAULT_TOPIC;
    private boolean createTopic;
    private int replicationFactor = 3;
    private boolean soleWriter;
    private Optional<JournalId> expectedJournalId = Optional.empty();
    private Map<String, Object> clientProperties = Map.of();
    private MeterRegistry meterRegistry = new SimpleMeterRegistry();
    private Duration startTimeout = Duration.ofSeconds(30);
    private Duration unknownAfter = Duration.ofSeconds(30);
    private Duration endTimeout = Duration.ofSeconds(20);
    private Duration closeTimeout = Duration.ofSeconds(3);
    private Duration beginningCheck = Duration.ofSeconds(10);

    private Builder(String bootstrapServers, Path indexDirectory) {
      this.bootstrapServers = bootstrapServers;
      this.indexDirectory = indexDirectory;
    }

    public Builder topic(String value) {
      topic = value;
      return this;
    }

    public Builder createTopic(boolean value) {
      createTopic = value;
      return this;
    }

    public Builder replicationFactor(int value) {
      replicationFactor = value;
      return this;
    }

    public Builder soleWriter(boolean value) {
      soleWriter = value;
      return this;
    }

    public Builder expectedJournalId(JournalId value) {
      expectedJournalId = Optional.of(value);
      return this;
    }

    public Builder clientProperties(Map<String, Object> value) {
      clientProperties = value;
      return this;
    }

    public Builder meterRegistry(MeterRegistry value) {
      meterRegistry = value;
      return this;
    }

    public Builder startTimeout(Duration value) {
      startTimeout = value;
      return this;
    }

    public Builder unknownAfter(Duration value) {
      unknownAfter = value;
      return this;
    }

    public Builder endTimeout(Duration value) {
      endTimeout = value;
      return this;
    }

    public Builder closeTimeout(Duration value) {
      closeTimeout = value;
      return this;
    }

    public Builder beginningCheck(Duration value) {
      beginningCheck = value;
      return this;
    }

    /** The configuration as collected. */
    public KafkaJournalConfig build() {
      return new KafkaJournalConfig(
          bootstrapServers,
          topic,
          indexDirectory,
          createTopic,
          replicationFactor,
          soleWriter,
          expectedJournalId,
          clientProperties,
          meterRegistry,
          startTimeout,
          unknownAfter,
          endTimeout,
          closeTimeout,
          beginningCheck);
    }
  }
}
