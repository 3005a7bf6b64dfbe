package dev.assay.events.liveness.kafka;

import dev.assay.events.journal.JournalRefusedException;
import dev.assay.events.journal.JournalUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The heartbeat topic: made where that is allowed, checked at every start. */
final class LivenessTopic implements AutoCloseable {

  private final KafkaLivenessConfig config;
  private final Admin admin;

  LivenessTopic(KafkaLivenessConfig config) {
    this.config = config;
    this.admin = Admin.create(LivenessClients.common(config));
  }

  /**
   * @throws JournalRefusedException if the topic is absent and may not be made, or is not compacted
   *     or has more than one partition
   * @throws JournalUnavailableException if no broker answers in time
   */
  void prepare() {
    Optional<TopicDescription> found =
        unless(
            UnknownTopicOrPartitionException.class,
            Objects.requireNonNull(
                admin
                    .describeTopics(List.of(config.topic()))
                    .topicNameValues()
                    .get(config.topic())));
    if (found.isEmpty()) {
      create();
    } else if (found.get().partitions().size() != 1) {
      throw new JournalRefusedException(
          "topic %s: %d partitions (expected: 1); fix: delete the topic, it holds no facts"
              .formatted(config.topic(), found.get().partitions().size()));
    } else {
      checkPolicy();
    }
  }

  private void create() {
    if (!config.createTopic()) {
      throw new JournalRefusedException(
          "topic %s: absent (expected: one partition, cleanup.policy=compact); fix: create it, or allow Assay to"
              .formatted(config.topic()));
    }
    NewTopic topic =
        new NewTopic(config.topic(), 1, (short) config.replicationFactor())
            .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
    unless(TopicExistsException.class, admin.createTopics(List.of(topic)).all());
  }

  private void checkPolicy() {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, config.topic());
    String policy =
        answer(
                Objects.requireNonNull(
                    admin.describeConfigs(List.of(resource)).values().get(resource)))
            .get(TopicConfig.CLEANUP_POLICY_CONFIG)
            .value();
    if (!TopicConfig.CLEANUP_POLICY_COMPACT.equals(policy)) {
      throw new JournalRefusedException(
          "topic %s: cleanup.policy=%s (expected: compact); fix: kafka-configs.sh --bootstrap-server HOST:PORT --alter --entity-type topics --entity-name %s --add-config cleanup.policy=compact"
              .formatted(config.topic(), policy, config.topic()));
    }
  }

  private <T> T answer(KafkaFuture<T> future) {
    return unless(UnknownTopicOrPartitionException.class, future)
        .orElseThrow(
            () -> new JournalUnavailableException("topic " + config.topic() + " has vanished"));
  }

  private <T> Optional<T> unless(Class<? extends Exception> expected, KafkaFuture<T> future) {
    try {
      return Optional.ofNullable(future.get(config.timeout().toMillis(), TimeUnit.MILLISECONDS));
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (expected.isInstance(cause)) {
        return Optional.empty();
      }
      throw new JournalUnavailableException(
          "topic %s: no answer from %s: %s"
              .formatted(config.topic(), config.bootstrapServers(), cause));
    } catch (TimeoutException e) {
      throw new JournalUnavailableException(
          "topic %s: no answer from %s in time"
              .formatted(config.topic(), config.bootstrapServers()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new JournalUnavailableException("interrupted while asking for " + config.topic());
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }
}
