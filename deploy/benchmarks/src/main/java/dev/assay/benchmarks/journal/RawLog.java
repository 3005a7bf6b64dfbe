package dev.assay.benchmarks.journal;

import dev.assay.benchmarks.load.Call;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The baseline: a plain idempotent producer and a plain consumer of the same topic, tuned as the
 * journal's own (see {@code ClientSettings} there). A record counts as written when the consumer
 * has seen it.
 */
public final class RawLog implements AutoCloseable {

  private static final String TOPIC = "bench.raw";
  private static final int MAX_BYTES = 16 * 1024 * 1024;

  private final KafkaProducer<byte[], byte[]> producer;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Thread tail;
  private final Map<Long, Semaphore> waiting = new ConcurrentHashMap<>();
  private long nextWriter;

  private RawLog(String bootstrapServers) {
    this.producer = new KafkaProducer<>(producerSettings(bootstrapServers));
    this.consumer = new KafkaConsumer<>(consumerSettings(bootstrapServers));
    TopicPartition partition = new TopicPartition(TOPIC, 0);
    consumer.assign(List.of(partition));
    consumer.seekToBeginning(List.of(partition));
    this.tail = Thread.ofPlatform().name("raw-tail").start(this::tail);
  }

  /** Opens a topic of its own. */
  public static RawLog open(String bootstrapServers)
      throws InterruptedException, ExecutionException {
    try (Admin admin =
        Admin.create(Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
      NewTopic topic =
          new NewTopic(TOPIC, 1, (short) 1)
              .configs(
                  Map.of(
                      "message.timestamp.type", "LogAppendTime",
                      "retention.ms", "-1",
                      "max.message.bytes", Integer.toString(MAX_BYTES)));
      admin.createTopics(List.of(topic)).all().get();
    }
    return new RawLog(bootstrapServers);
  }

  private static Map<String, Object> producerSettings(String bootstrapServers) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 2);
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_BYTES);
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 4L * MAX_BYTES);
    settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    return settings;
  }

  private static Map<String, Object> consumerSettings(String bootstrapServers) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1);
    settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 2 * MAX_BYTES);
    settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 2 * MAX_BYTES);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 4_000);
    settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    return settings;
  }

  /** As many writers as records in flight, each with records of this size. */
  public List<Call> writers(int inFlight, int recordBytes) {
    return IntStream.range(0, inFlight).mapToObj(i -> writer(recordBytes)).toList();
  }

  private Call writer(int recordBytes) {
    long number = nextWriter++;
    byte[] record = ByteBuffer.allocate(recordBytes).putLong(number).array();
    Semaphore seen = new Semaphore(0);
    waiting.put(number, seen);
    return () -> {
      var _ = producer.send(new ProducerRecord<>(TOPIC, 0, null, record));
      seen.acquire();
    };
  }

  private void tail() {
    try {
      while (true) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
          Semaphore writer = waiting.get(ByteBuffer.wrap(record.value()).getLong());
          if (writer == null) {
            throw new IllegalStateException("record at " + record.offset() + " of no writer");
          }
          writer.release();
        }
      }
    } catch (WakeupException e) {
      consumer.close();
    }
  }

  @Override
  public void close() throws InterruptedException {
    producer.close();
    consumer.wakeup();
    tail.join();
  }
}
