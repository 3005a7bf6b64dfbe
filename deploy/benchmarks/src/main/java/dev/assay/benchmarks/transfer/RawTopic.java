package dev.assay.benchmarks.transfer;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * The baseline: a plain consumer that throws away what it reads, and a plain idempotent producer,
 * both tuned as those of the journal.
 */
final class RawTopic implements AutoCloseable {

  private static final int MAX_BYTES = 16 * 1024 * 1024;

  private final String bootstrapServers;
  private final Admin admin;

  RawTopic(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
    this.admin = Admin.create(Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
  }

  /** Reads a topic to its end, and says how many bytes the records have. */
  long consume(String topic) {
    Map<String, Object> settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
            MAX_BYTES / 4,
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            4_000,
            ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
            ByteArrayDeserializer.class,
            ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
            ByteArrayDeserializer.class);
    TopicPartition partition = new TopicPartition(topic, 0);
    try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings)) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = Objects.requireNonNull(consumer.endOffsets(List.of(partition)).get(partition));
      long bytes = 0;
      while (consumer.position(partition) < end) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
          bytes += record.value().length;
        }
      }
      return bytes;
    }
  }

  /** Makes a topic and writes records to it. */
  void produce(String topic, Iterator<byte[]> records) throws Exception {
    admin
        .createTopics(
            List.of(
                new NewTopic(topic, 1, (short) 1)
                    .configs(
                        Map.of(
                            "message.timestamp.type",
                            "LogAppendTime",
                            "max.message.bytes",
                            Integer.toString(MAX_BYTES)))))
        .all()
        .get();
    AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(producerSettings())) {
      while (records.hasNext()) {
        var _ =
            producer.send(
                new ProducerRecord<>(topic, 0, null, records.next()),
                (_, problem) -> failure.compareAndSet(null, problem));
      }
      producer.flush();
    }
    Exception problem = failure.get();
    if (problem != null) {
      throw problem;
    }
  }

  private Map<String, Object> producerSettings() {
    return Map.of(
        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
        bootstrapServers,
        ProducerConfig.ACKS_CONFIG,
        "all",
        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
        true,
        ProducerConfig.BATCH_SIZE_CONFIG,
        256 * 1024,
        ProducerConfig.LINGER_MS_CONFIG,
        5,
        ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
        2,
        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
        MAX_BYTES,
        ProducerConfig.BUFFER_MEMORY_CONFIG,
        4L * MAX_BYTES,
        ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
        ByteArraySerializer.class,
        ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
        ByteArraySerializer.class);
  }

  @Override
  public void close() {
    admin.close();
  }
}
