package dev.assay.standalone.start;

import dev.assay.broker.EmbeddedBroker;
import dev.assay.broker.EmbeddedBrokerConfig;
import dev.assay.events.journal.kafka.KafkaJournalConfig;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The broker that the journal lies in: one of our own in this process, or one elsewhere. */
public final class Broker implements AutoCloseable {

  private final String bootstrapServers;
  private final @Nullable EmbeddedBroker embedded;

  private Broker(String bootstrapServers, @Nullable EmbeddedBroker embedded) {
    this.bootstrapServers = bootstrapServers;
    this.embedded = embedded;
  }

  /**
   * Starts one where none is named.
   *
   * @throws dev.assay.broker.BrokerStartException if it does not start
   */
  public static Broker start(AssayProperties.Kafka kafka, Path directory) {
    return start(kafka, EmbeddedBrokerConfig.in(directory));
  }

  /**
   * As above, for somebody who writes much at once and needs it on disk only when it is closed.
   *
   * @throws dev.assay.broker.BrokerStartException if it does not start
   */
  public static Broker forBulk(AssayProperties.Kafka kafka, Path directory) {
    return start(kafka, EmbeddedBrokerConfig.in(directory).withForcedFlush(false));
  }

  private static Broker start(AssayProperties.Kafka kafka, EmbeddedBrokerConfig config) {
    if (!kafka.embedded()) {
      return new Broker(kafka.bootstrapServers(), null);
    }
    EmbeddedBroker broker = EmbeddedBroker.start(config);
    return new Broker(broker.bootstrapServers(), broker);
  }

  public String bootstrapServers() {
    return bootstrapServers;
  }

  boolean isEmbedded() {
    return embedded != null;
  }

  /** How the journal in it is opened, over an index in a directory. */
  public KafkaJournalConfig.Builder journal(AssayProperties.Kafka kafka, Path index) {
    return KafkaJournalConfig.builder(bootstrapServers, index)
        .topic(kafka.topic())
        .createTopic(true)
        .replicationFactor(replicationFactor(kafka))
        .soleWriter(isEmbedded())
        .clientProperties(Map.copyOf(kafka.properties()));
  }

  /** The embedded broker is one, so there is one copy. */
  int replicationFactor(AssayProperties.Kafka kafka) {
    return isEmbedded() ? 1 : kafka.replicationFactor();
  }

  @Override
  public void close() {
    if (embedded != null) {
      embedded.close();
    }
  }
}
