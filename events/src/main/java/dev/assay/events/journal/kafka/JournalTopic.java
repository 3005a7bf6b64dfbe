package dev.assay.events.journal.kafka;

import dev.assay.events.journal.JournalRefusedException;
import dev.assay.events.journal.JournalUnavailableException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The journal's topic: made where that is allowed, checked at every start. */
final class JournalTopic implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(JournalTopic.class);

  private final KafkaJournalConfig config;
  private final TopicSettings settings;
  private final Admin admin;
  private final Deadline deadline;

  JournalTopic(KafkaJournalConfig config, Deadline deadline) {
    this.config = config;
    this.settings = new TopicSettings(config.topic(), config.replicationFactor());
    this.admin = Admin.create(ClientSettings.admin(config));
    this.deadline = deadline;
  }

  /**
   * Makes the topic if it is absent, and checks it.
   *
   * @throws JournalRefusedException if it may not be made, or may not be worked on
   * @throws JournalUnavailableException if no broker answers in time
   */
  void prepare() {
    TopicDescription description = describe().orElseGet(this::create);
    settings
        .problem(
            configuration(),
            description.partitions().size(),
            description.partitions().getFirst().replicas().size())
        .ifPresent(JournalTopic::refuse);
    long start = offset(OffsetSpec.earliest());
    if (start > 0) {
      throw new JournalRefusedException(beginningLost(config.topic(), start));
    }
  }

  /** What is said where the topic's first records are gone. */
  static String beginningLost(String topic, long start) {
    return "topic %s: log start offset %d (expected: 0), the beginning of history is lost; fix: restore the topic from a backup"
        .formatted(topic, start);
  }

  private static void refuse(String problem) {
    throw new JournalRefusedException(problem);
  }

  /** Offset that the next record will have. */
  long end() {
    return offset(OffsetSpec.latest());
  }

  private long offset(OffsetSpec spec) {
    TopicPartition partition = new TopicPartition(config.topic(), 0);
    return ask(() -> admin.listOffsets(Map.of(partition, spec)).partitionResult(partition))
        .offset();
  }

  private Optional<TopicDescription> describe() {
    try {
      return Optional.of(description());
    } catch (MissingTopic e) {
      return Optional.empty();
    }
  }

  private TopicDescription description() {
    return ask(() ->
        Objects.requireNonNull(
            admin.describeTopics(List.of(config.topic())).topicNameValues().get(config.topic())));
  }

  private TopicDescription create() {
    if (!config.createTopic()) {
      throw new JournalRefusedException(
          "topic %s: absent (expected: the journal); fix: check bootstrap servers and topic name, or allow Assay to create it"
              .formatted(config.topic()));
    }
    NewTopic topic =
        new NewTopic(config.topic(), 1, (short) config.replicationFactor())
            .configs(settings.wanted());
    LOG.info("creating topic {} with {} replica(s)", config.topic(), config.replicationFactor());
    try {
      ask(() -> admin.createTopics(List.of(topic)).all());
    } catch (TopicExistsException e) {
      LOG.info("topic {} was created by another instance", config.topic());
    }
    while (true) {
      try {
        return description();
      } catch (MissingTopic e) {
        deadline.pause("topic " + config.topic() + " to appear after its creation");
      }
    }
  }

  private Map<String, String> configuration() {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, config.topic());
    Map<String, String> found = new HashMap<>();
    ask(() ->
            Objects.requireNonNull(admin.describeConfigs(List.of(resource)).values().get(resource)))
        .entries()
        .forEach(entry -> found.put(entry.name(), entry.value()));
    return found;
  }

  private interface Question<T> {
    KafkaFuture<T> ask();
  }

  private <T> T ask(Question<T> question) {
    while (true) {
      try {
        return question.ask().get(Math.max(1, deadline.millisLeft()), TimeUnit.MILLISECONDS);
      } catch (ExecutionException e) {
        retryOrThrow(Causes.of(e));
      } catch (TimeoutException e) {
        throw unavailable(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw unavailable(e);
      }
    }
  }

  private void retryOrThrow(Throwable cause) {
    switch (cause) {
      case UnknownTopicOrPartitionException e -> throw new MissingTopic(e);
      case TopicExistsException e -> throw e;
      case InvalidReplicationFactorException e ->
          throw new JournalRefusedException(
              "topic %s: cannot be made with replication factor %d (%s); fix: run that many brokers, or declare that fewer copies are enough (assay.kafka.replication-factor=1)"
                  .formatted(config.topic(), config.replicationFactor(), e.getMessage()));
      case RetriableException e ->
          deadline.pause("a broker at " + config.bootstrapServers() + " (" + e.getMessage() + ")");
      default ->
          throw new JournalRefusedException(
              "topic %s: the broker refuses: %s".formatted(config.topic(), cause.getMessage()));
    }
  }

  private JournalUnavailableException unavailable(Exception e) {
    return new JournalUnavailableException(
        "no answer from a broker at %s within %d s (%s)"
            .formatted(
                config.bootstrapServers(),
                config.startTimeout().toSeconds(),
                e.getClass().getSimpleName()));
  }

  @Override
  public void close() {
    admin.close(java.time.Duration.ZERO);
  }

  private static final class MissingTopic extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MissingTopic(Throwable cause) {
      super(cause);
    }
  }
}
