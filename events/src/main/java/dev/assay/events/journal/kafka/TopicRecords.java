package dev.assay.events.journal.kafka;

import dev.assay.events.codec.Decoded;
import dev.assay.events.codec.Genesis;
import dev.assay.events.codec.JournalCodec;
import dev.assay.events.journal.JournalUnavailableException;
import dev.assay.events.journal.verification.LogIdentity;
import dev.assay.events.journal.verification.RawRecord;
import dev.assay.events.journal.verification.RecordSource;
import dev.assay.events.journal.verification.UnverifiableException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/**
 * The records of the journal's topic, from its genesis to the end that it had when it was opened.
 * Nothing is written, no topic is made. Used by one thread.
 */
public final class TopicRecords implements RecordSource, AutoCloseable {

  private static final Duration ASK = Duration.ofSeconds(10);

  private final String topic;
  private final RecordsInOrder records;
  private final LogIdentity identity;

  private TopicRecords(String topic, RecordsInOrder records) {
    this.topic = topic;
    this.records = records;
    this.identity = identity(next());
  }

  /**
   * Opens the topic of a journal.
   *
   * @param clientProperties Kafka client properties (security) that go before Assay's own
   * @throws UnverifiableException if no broker answers in time, or there is no journal in the topic
   */
  public static TopicRecords open(
      String bootstrapServers, String topic, Map<String, Object> clientProperties) {
    KafkaJournalConfig config =
        KafkaJournalConfig.builder(bootstrapServers, java.nio.file.Path.of("."))
            .topic(topic)
            .clientProperties(clientProperties)
            .build();
    long end = end(config);
    RecordsInOrder records = new RecordsInOrder(config, 0, end);
    try {
      return new TopicRecords(topic, records);
    } catch (RuntimeException e) {
      records.close();
      throw e;
    }
  }

  private static long end(KafkaJournalConfig config) {
    TopicPartition partition = new TopicPartition(config.topic(), 0);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(ClientSettings.consumer(config))) {
      if (consumer.partitionsFor(config.topic(), ASK).size() != 1) {
        throw new UnverifiableException(
            "topic " + config.topic() + ": absent or of several partitions (expected: one)", null);
      }
      long start =
          Objects.requireNonNull(consumer.beginningOffsets(List.of(partition), ASK).get(partition));
      if (start > 0) {
        throw new UnverifiableException(JournalTopic.beginningLost(config.topic(), start), null);
      }
      return Objects.requireNonNull(consumer.endOffsets(List.of(partition), ASK).get(partition));
    } catch (KafkaException e) {
      throw new UnverifiableException(
          "topic %s at %s: cannot be read: %s"
              .formatted(config.topic(), config.bootstrapServers(), e.getMessage()),
          e);
    }
  }

  private LogIdentity identity(Optional<RawRecord> first) {
    return switch (new JournalCodec().decode(first.map(RawRecord::bytes).orElse(new byte[0]))) {
      case Decoded.Genesis(Genesis genesis) ->
          LogIdentity.ofTopic(genesis.journalId(), genesis.adopts());
      case Decoded.Commit _, Decoded.Foreign _, Decoded.UnknownFormat _ ->
          throw new UnverifiableException(
              "topic " + topic + ": the first record is no genesis that this version reads", null);
    };
  }

  @Override
  public String name() {
    return "topic " + topic;
  }

  @Override
  public LogIdentity identity() {
    return identity;
  }

  @Override
  public Optional<RawRecord> next() {
    try {
      return records.hasNext() ? Optional.of(raw(records.next())) : Optional.empty();
    } catch (JournalUnavailableException | KafkaException e) {
      throw new UnverifiableException("topic " + topic + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private static RawRecord raw(ConsumerRecord<byte[], byte[]> record) {
    byte @Nullable [] bytes = record.value();
    return new RawRecord(
        record.offset(),
        Instant.ofEpochMilli(record.timestamp()),
        record.timestampType() == TimestampType.LOG_APPEND_TIME,
        bytes == null ? new byte[0] : bytes);
  }

  @Override
  public void close() {
    records.close();
  }
}
