package dev.assay.events.journal.kafka;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.TopicConfig;

/**
 * What the journal's topic must look like (design §3). One copy is allowed only where it is
 * declared.
 *
 * @param topic its name
 * @param replicationFactor as declared: 1, or at least 3
 */
record TopicSettings(String topic, int replicationFactor) {

  private static final int MIN_REPLICAS = 3;

  private boolean singleCopy() {
    return replicationFactor == 1;
  }

  /** The settings with which the topic is made. */
  Map<String, String> wanted() {
    Map<String, String> wanted = new LinkedHashMap<>();
    wanted.put(TopicConfig.RETENTION_MS_CONFIG, "-1");
    wanted.put(TopicConfig.RETENTION_BYTES_CONFIG, "-1");
    wanted.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
    wanted.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
    wanted.put(
        TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(ClientSettings.MAX_RECORD_BYTES));
    wanted.put(TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG, "false");
    wanted.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, singleCopy() ? "1" : "2");
    return wanted;
  }

  /**
   * What is wrong with a topic, with the fix, on one line; empty if nothing is.
   *
   * @param found its settings by name
   */
  Optional<String> problem(Map<String, String> found, int partitions, int replicas) {
    if (partitions != 1) {
      return Optional.of(
          "topic %s: %d partitions (expected: 1); fix: partitions cannot be taken away, so restore the journal into a topic with one partition"
              .formatted(topic, partitions));
    }
    if (!singleCopy() && replicas < MIN_REPLICAS) {
      return Optional.of(
          "topic %s: replication factor %d (expected: >= %d); fix: add replicas with kafka-reassign-partitions.sh, or declare replication factor 1 to accept the loss of the journal with one disk"
              .formatted(topic, replicas, MIN_REPLICAS));
    }
    Map<String, String> wrong = wrong(found);
    return wrong.isEmpty() ? Optional.empty() : Optional.of(message(found, wrong));
  }

  private Map<String, String> wrong(Map<String, String> found) {
    Map<String, String> wrong = new LinkedHashMap<>();
    wanted()
        .forEach((name, value) -> {
          if (!fits(name, value, found.getOrDefault(name, ""))) {
            wrong.put(name, value);
          }
        });
    return wrong;
  }

  private static boolean fits(String name, String wanted, String found) {
    boolean atLeast =
        name.equals(TopicConfig.MAX_MESSAGE_BYTES_CONFIG)
            || name.equals(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG);
    return atLeast && !found.isEmpty()
        ? Long.parseLong(found) >= Long.parseLong(wanted)
        : found.equals(wanted);
  }

  private String message(Map<String, String> found, Map<String, String> wrong) {
    String what =
        wrong.entrySet().stream()
            .map(e ->
                "%s=%s (expected: %s)".formatted(e.getKey(), found.get(e.getKey()), e.getValue()))
            .collect(Collectors.joining(", "));
    String fix =
        wrong.entrySet().stream()
            .map(e -> e.getKey() + "=" + e.getValue())
            .collect(Collectors.joining(","));
    return "topic %s: %s; fix: kafka-configs.sh --bootstrap-server HOST:PORT --alter --entity-type topics --entity-name %s --add-config %s"
        .formatted(topic, what, topic, fix);
  }
}
