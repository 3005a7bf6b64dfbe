package dev.assay.events.journal.kafka;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;

/** Topics as an operator would make and spoil them. */
final class TestTopics {

  private TestTopics() {}

  /** A topic fit for a journal. */
  static void create(String topic) {
    create(topic, 1, Map.of());
  }

  /** A topic fit for a journal but for some settings. */
  static void create(String topic, int partitions, Map<String, String> but) {
    Map<String, String> settings = new HashMap<>(new TopicSettings(topic, 1).wanted());
    settings.putAll(but);
    with(admin ->
        admin
            .createTopics(List.of(new NewTopic(topic, partitions, (short) 1).configs(settings)))
            .all());
  }

  /** Changes a setting while the topic is in use. */
  static void set(String topic, String name, String value) {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    AlterConfigOp change =
        new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
    with(admin -> admin.incrementalAlterConfigs(Map.of(resource, List.of(change))).all());
  }

  /** Cuts the beginning off. */
  static void cut(String topic, long beforeOffset) {
    with(admin ->
        admin
            .deleteRecords(
                Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(beforeOffset)))
            .all());
  }

  private interface Action {
    KafkaFuture<?> on(Admin admin);
  }

  private static void with(Action action) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", SharedBroker.bootstrapServers()))) {
      action.on(admin).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
