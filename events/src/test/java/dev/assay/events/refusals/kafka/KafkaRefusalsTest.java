package dev.assay.events.refusals.kafka;

import static dev.assay.events.refusals.RefusalsContract.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.events.journal.JournalRefusedException;
import dev.assay.events.journal.JournalUnavailableException;
import dev.assay.events.journal.kafka.SharedBroker;
import dev.assay.events.refusals.RecordedRefusal;
import dev.assay.events.refusals.Refusals;
import dev.assay.events.refusals.RefusalsContract;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KafkaRefusalsTest extends RefusalsContract {

  private final String topic = "refusals-" + UUID.randomUUID();

  @Override
  protected Refusals newRefusals() {
    return KafkaRefusals.open(config(topic, true));
  }

  @Override
  protected void dropBefore(Refusals from, long offset) {
    admin(admin ->
        admin
            .deleteRecords(
                Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(offset)))
            .all());
  }

  private static KafkaRefusalsConfig config(String topic, boolean create) {
    return new KafkaRefusalsConfig(
        SharedBroker.bootstrapServers(),
        topic,
        create,
        1,
        Map.of(),
        Duration.ofSeconds(20),
        Duration.ofSeconds(5));
  }

  private interface Action {
    KafkaFuture<?> on(Admin admin);
  }

  private static void admin(Action action) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", SharedBroker.bootstrapServers()))) {
      action.on(admin).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void made(String name, int partitions, Map<String, String> settings) {
    admin(admin ->
        admin
            .createTopics(List.of(new NewTopic(name, partitions, (short) 1).configs(settings)))
            .all());
  }

  @Test
  void givenAnotherInstance_thenItIsTheSameLog() {
    try (Refusals one = KafkaRefusals.open(config(topic, true));
        Refusals other = KafkaRefusals.open(config(topic, false))) {
      one.append(refused("from-one"));
      assertThat(other.end()).isZero();
      assertThat(other.id()).isEqualTo(one.id());
    }
  }

  @Test
  void givenRecordsOfOthers_thenTheyAreReadAsNoneOfOurs() {
    try (Refusals log = KafkaRefusals.open(config(topic, true));
        var foreign =
            new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", SharedBroker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
      for (String value : List.of("not json", "{}", "[1]", "null", "{\"outcome\":\"X\"}")) {
        foreign.send(new ProducerRecord<>(topic, value.getBytes()));
      }
      foreign.send(new ProducerRecord<>(topic, null));
      foreign.flush();
      log.append(refused("ours"));
      List<RecordedRefusal> read = new ArrayList<>();
      long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      try (var cursor = log.read(0)) {
        while (read.size() < 7 && System.nanoTime() < deadline) {
          read.addAll(cursor.poll(Duration.ofMillis(100)));
        }
      }
      assertThat(read).hasSize(7);
      assertThat(read.subList(0, 6)).allMatch(recorded -> recorded.request() == null);
      assertThat(read.getLast().request()).isEqualTo(refused("ours"));
    }
  }

  @Test
  void givenNoTopic_thenItIsMadeOnlyWhereThatIsAllowed() {
    assertThatThrownBy(() -> KafkaRefusals.open(config(topic + "-none", false)))
        .isInstanceOf(JournalRefusedException.class)
        .hasMessageContaining("absent")
        .hasMessageContaining("7776000000");
  }

  @ParameterizedTest
  @CsvSource({
    "cleanup.policy, compact",
    "retention.ms, 604800000",
    "retention.bytes, 1048576",
    "message.timestamp.type, CreateTime"
  })
  void givenWrongSettings_whenOpened_thenRefusedWithTheFix(String setting, String value) {
    try (Refusals first = KafkaRefusals.open(config(topic, true))) {
      assertThat(first.end()).isEqualTo(-1);
    }
    String wrong = topic + "-wrong";
    Map<String, String> settings =
        new HashMap<>(
            Map.of(
                "cleanup.policy", "delete",
                "retention.ms", "7776000000",
                "retention.bytes", "1073741824",
                "message.timestamp.type", "LogAppendTime"));
    settings.put(setting, value);
    made(wrong, 1, settings);
    assertThatThrownBy(() -> KafkaRefusals.open(config(wrong, true)))
        .isInstanceOf(JournalRefusedException.class)
        .hasMessageContaining(setting + "=" + value)
        .hasMessageContaining("kafka-configs.sh");
  }

  @Test
  void givenLongerRetentionOrSeveralPartitions_thenOnlyTheLatterIsRefused() {
    Map<String, String> forever =
        Map.of(
            "cleanup.policy", "delete",
            "retention.ms", "-1",
            "retention.bytes", "-1",
            "message.timestamp.type", "LogAppendTime");
    made(topic + "-1", 1, forever);
    KafkaRefusals.open(config(topic + "-1", false)).close();
    made(topic + "-2", 2, forever);
    assertThatThrownBy(() -> KafkaRefusals.open(config(topic + "-2", false)))
        .isInstanceOf(JournalRefusedException.class)
        .hasMessageContaining("2 partitions");
  }

  @Test
  void givenClosed_whenAppended_thenItSaysThatItWasNotKept() {
    Refusals closed = KafkaRefusals.open(config(topic, true));
    closed.close();
    assertThatThrownBy(() -> closed.append(refused("late")))
        .isInstanceOf(JournalUnavailableException.class)
        .hasMessageContaining("late");
  }
}
