package dev.assay.events.refusals.kafka;

import dev.assay.events.journal.JournalRefusedException;
import dev.assay.events.journal.JournalUnavailableException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * The refusals topic: made where that is allowed, checked at every start, asked for its ends. Safe
 * for use by many threads.
 */
final class RefusalsTopic implements AutoCloseable {

  private static final long RETENTION_MILLIS = Duration.ofDays(90).toMillis();
  private static final long RETENTION_BYTES = 1L << 30;
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final KafkaRefusalsConfig config;
  private final TopicPartition partition;
  private final Admin admin;

  RefusalsTopic(KafkaRefusalsConfig config) {
    this.config = config;
    this.partition = new TopicPartition(config.topic(), 0);
    this.admin = Admin.create(RefusalsClients.common(config));
  }

  /**
   * @return the topic's id
   * @throws JournalRefusedException if the topic is absent and may not be made, or has other
   *     settings than it needs
   * @throws JournalUnavailableException if no broker answers in time
   */
  String prepare() {
    if (describe().isEmpty()) {
      create();
    }
    TopicDescription found = awaitDescription();
    problem(found).ifPresent(RefusalsTopic::refuse);
    return found.topicId().toString();
  }

  /** What has just been made is known to every broker a little later. */
  private TopicDescription awaitDescription() {
    long deadline = System.nanoTime() + config.openTimeout().toNanos();
    Optional<TopicDescription> found = describe();
    while (found.isEmpty() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(PAUSE_NANOS);
      found = describe();
    }
    return found.orElseThrow(() -> unavailable("not there after it was made"));
  }

  private Optional<TopicDescription> describe() {
    return unless(
        UnknownTopicOrPartitionException.class,
        Objects.requireNonNull(
            admin.describeTopics(List.of(config.topic())).topicNameValues().get(config.topic())),
        config.openTimeout());
  }

  private void create() {
    if (!config.createTopic()) {
      refuse(
          "topic %s: absent (expected: one partition, %s); fix: create it, or allow Assay to"
              .formatted(config.topic(), wanted()));
    }
    NewTopic topic =
        new NewTopic(config.topic(), 1, (short) config.replicationFactor()).configs(made());
    unless(
        TopicExistsException.class, admin.createTopics(List.of(topic)).all(), config.openTimeout());
  }

  /** What it is made with: segments so small that the oldest are dropped bit by bit. */
  private Map<String, String> made() {
    Map<String, String> all = new LinkedHashMap<>(wanted());
    all.put(TopicConfig.SEGMENT_BYTES_CONFIG, Long.toString(RETENTION_BYTES / 16));
    all.put(TopicConfig.SEGMENT_MS_CONFIG, Long.toString(Duration.ofDays(1).toMillis()));
    return all;
  }

  /** What it must have; it may keep more. */
  private Map<String, String> wanted() {
    Map<String, String> wanted = new LinkedHashMap<>();
    wanted.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
    wanted.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(RETENTION_MILLIS));
    wanted.put(TopicConfig.RETENTION_BYTES_CONFIG, Long.toString(RETENTION_BYTES));
    wanted.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
    wanted.put(
        TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, config.replicationFactor() == 1 ? "1" : "2");
    return wanted;
  }

  private Optional<String> problem(TopicDescription found) {
    if (found.partitions().size() != 1) {
      return Optional.of(
          "topic %s: %d partitions (expected: 1); fix: delete the topic, which loses the refusals that it holds"
              .formatted(config.topic(), found.partitions().size()));
    }
    Map<String, String> is = settings();
    Map<String, String> wrong =
        wanted().entrySet().stream()
            .filter(entry ->
                !fits(entry.getKey(), entry.getValue(), is.getOrDefault(entry.getKey(), "0")))
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, Map.Entry::getValue, (one, _) -> one, LinkedHashMap::new));
    return wrong.isEmpty() ? Optional.empty() : Optional.of(message(is, wrong));
  }

  private static boolean fits(String name, String wanted, String found) {
    return switch (name) {
      case TopicConfig.RETENTION_MS_CONFIG, TopicConfig.RETENTION_BYTES_CONFIG ->
          Long.parseLong(found) < 0 || Long.parseLong(found) >= Long.parseLong(wanted);
      case TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG ->
          Long.parseLong(found) >= Long.parseLong(wanted);
      default -> found.equals(wanted);
    };
  }

  private String message(Map<String, String> is, Map<String, String> wrong) {
    String what =
        wrong.entrySet().stream()
            .map(
                e -> "%s=%s (expected: %s)".formatted(e.getKey(), is.get(e.getKey()), e.getValue()))
            .collect(Collectors.joining(", "));
    String fix =
        wrong.entrySet().stream()
            .map(e -> e.getKey() + "=" + e.getValue())
            .collect(Collectors.joining(","));
    return "topic %s: %s; fix: kafka-configs.sh --bootstrap-server HOST:PORT --alter --entity-type topics --entity-name %s --add-config %s"
        .formatted(config.topic(), what, config.topic(), fix);
  }

  private Map<String, String> settings() {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, config.topic());
    Config found =
        answer(
            Objects.requireNonNull(admin.describeConfigs(List.of(resource)).values().get(resource)),
            config.openTimeout());
    return found.entries().stream()
        .filter(entry -> entry.value() != null)
        .collect(Collectors.toMap(entry -> entry.name(), entry -> entry.value()));
  }

  /** Offset of the oldest record that is kept. */
  long first() {
    return offset(OffsetSpec.earliest());
  }

  /** Offset behind the newest record. */
  long behind() {
    return offset(OffsetSpec.latest());
  }

  private long offset(OffsetSpec which) {
    return answer(
            admin.listOffsets(Map.of(partition, which)).partitionResult(partition),
            config.callTimeout())
        .offset();
  }

  private <T> T answer(KafkaFuture<T> future, Duration timeout) {
    return unless(UnknownTopicOrPartitionException.class, future, timeout)
        .orElseThrow(() -> unavailable("it has vanished"));
  }

  private <T> Optional<T> unless(
      Class<? extends Exception> expected, KafkaFuture<T> future, Duration timeout) {
    try {
      return Optional.ofNullable(future.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
    } catch (ExecutionException e) {
      if (expected.isInstance(e.getCause())) {
        return Optional.empty();
      }
      throw unavailable("no answer from " + config.bootstrapServers() + ": " + e.getCause());
    } catch (TimeoutException e) {
      throw unavailable("no answer from " + config.bootstrapServers() + " in time");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable("interrupted while asking for it");
    }
  }

  private JournalUnavailableException unavailable(String why) {
    return new JournalUnavailableException("topic " + config.topic() + ": " + why);
  }

  private static void refuse(String why) {
    throw new JournalRefusedException(why);
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }
}
