package dev.assay.standalone.start;

import dev.assay.projections.views.ViewsConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings {@code assay.*}.
 *
 * @param dataDir directory of everything that is kept here; default {@code ./assay-data}
 * @param advertisedAddress host:port that {@code client.env} tells clients to call; default {@code
 *     localhost:<port>}
 */
@ConfigurationProperties("assay")
public record AssayProperties(
    @DefaultValue("./assay-data") Path dataDir,
    @Nullable String advertisedAddress,
    @DefaultValue Tls tls,
    @DefaultValue Kafka kafka,
    @DefaultValue Mongodb mongodb,
    @DefaultValue Views views) {

  /**
   * @param names host names for the server certificate beside {@code localhost} and the host's own
   */
  public record Tls(@DefaultValue List<String> names) {}

  /**
   * @param bootstrapServers brokers to use; empty for the embedded one
   * @param topic topic of the journal
   * @param replicationFactor copies of the journal; 1 only where nothing but one broker is wanted
   * @param properties any setting of Kafka clients, such as {@code security.protocol}
   */
  public record Kafka(
      @DefaultValue("") String bootstrapServers,
      @DefaultValue("assay.journal") String topic,
      @DefaultValue("3") short replicationFactor,
      @DefaultValue Map<String, String> properties) {

    /** Whether the broker is ours, in this process. */
    public boolean embedded() {
      return bootstrapServers.isBlank();
    }
  }

  /**
   * @param uri a replica set for the views; empty for the embedded store
   * @param database database of the views
   */
  public record Mongodb(@DefaultValue("") String uri, @DefaultValue("assay") String database) {

    /** Whether the views lie in this process. */
    public boolean embedded() {
      return uri.isBlank();
    }
  }

  /**
   * @param barrierTimeout how long a read waits for its views at most
   * @param batchCommits commits that are applied together at most, 1..10000
   * @param lease how long other instances wait for one that died
   * @param retryInterval pause before a failed batch or claim is tried again, at most 1 s
   * @param pollInterval how often a waiting read looks for what another instance has applied
   * @param dropDelay how long views that were replaced stay for reads that still use them
   */
  public record Views(
      @DefaultValue("20s") Duration barrierTimeout,
      @DefaultValue("512") int batchCommits,
      @DefaultValue("5s") Duration lease,
      @DefaultValue("500ms") Duration retryInterval,
      @DefaultValue("5ms") Duration pollInterval,
      @DefaultValue("30s") Duration dropDelay) {

    ViewsConfig config() {
      return new ViewsConfig(
          barrierTimeout, batchCommits, lease, retryInterval, pollInterval, dropDelay);
    }
  }
}
