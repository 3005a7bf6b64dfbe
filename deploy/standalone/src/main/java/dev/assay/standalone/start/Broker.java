package dev.assay.standalone.start;

import dev.assay.broker.EmbeddedBroker;
import dev.assay.broker.EmbeddedBrokerConfig;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The broker that the journal lies in: one of our own in this process, or one elsewhere. */
final class Broker implements AutoCloseable {

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
  static Broker start(AssayProperties.Kafka kafka, Path directory) {
    if (!kafka.embedded()) {
      return new Broker(kafka.bootstrapServers(), null);
    }
    EmbeddedBroker broker = EmbeddedBroker.start(EmbeddedBrokerConfig.in(directory));
    return new Broker(broker.bootstrapServers(), broker);
  }

  String bootstrapServers() {
    return bootstrapServers;
  }

  boolean isEmbedded() {
    return embedded != null;
  }

  @Override
  public void close() {
    if (embedded != null) {
      embedded.close();
    }
  }
}
