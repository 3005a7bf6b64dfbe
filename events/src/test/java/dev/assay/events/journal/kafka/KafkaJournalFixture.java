package dev.assay.events.journal.kafka;

import dev.assay.events.codec.Genesis;
import dev.assay.events.codec.JournalCodec;
import dev.assay.events.journal.Journal;
import dev.assay.events.journal.JournalFixture;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Instances over one topic of its own; each has an index of its own. */
final class KafkaJournalFixture implements JournalFixture {

  private final Path directory = SharedBroker.temporary("assay-index");
  private final String bootstrapServers;
  private final String topic = "journal-" + UUID.randomUUID();
  private final Map<Journal, SimpleMeterRegistry> opened = new HashMap<>();
  private final List<KafkaProducer<byte[], byte[]>> producers = new ArrayList<>();
  private int indexes;

  KafkaJournalFixture() {
    this(SharedBroker.bootstrapServers());
  }

  KafkaJournalFixture(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  /** Over a topic that begins with a genesis of one's own. */
  static KafkaJournalFixture of(Genesis genesis) {
    KafkaJournalFixture log = new KafkaJournalFixture();
    TestTopics.create(log.topic());
    log.appendRaw(new JournalCodec().encode(genesis));
    return log;
  }

  String topic() {
    return topic;
  }

  /** A new index directory. */
  Path newIndex() {
    return directory.resolve("index-" + indexes++);
  }

  KafkaJournalConfig.Builder config(Path index) {
    return KafkaJournalConfig.builder(bootstrapServers, index)
        .topic(topic)
        .createTopic(true)
        .replicationFactor(1)
        .closeTimeout(Duration.ofSeconds(1));
  }

  @Override
  public KafkaJournal open() {
    return open(newIndex());
  }

  KafkaJournal open(Path index) {
    return open(config(index));
  }

  KafkaJournal open(KafkaJournalConfig.Builder config) {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    KafkaJournal journal = KafkaJournal.open(config.meterRegistry(meters).build());
    opened.put(journal, meters);
    return journal;
  }

  @Override
  public void appendRaw(byte[] record) {
    if (producers.isEmpty()) {
      producers.add(new KafkaProducer<>(ClientSettings.producer(config(directory).build())));
    }
    try {
      producers.getFirst().send(new ProducerRecord<>(topic, 0, null, record)).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Instant now() {
    return Instant.now();
  }

  @Override
  public long foreignRecords(Journal journal) {
    SimpleMeterRegistry meters = Objects.requireNonNull(opened.get(journal));
    return (long) meters.get("assay.journal.foreign").counter().count();
  }

  @Override
  public void close() {
    opened.keySet().forEach(Journal::close);
    producers.forEach(producer -> producer.close(Duration.ZERO));
    SharedBroker.delete(directory);
  }
}
