package dev.assay.events.journal.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Reads single records of the journal's topic, at start. */
final class RecordReader implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final TopicPartition partition;
  private final Deadline deadline;

  RecordReader(KafkaJournalConfig config, Deadline deadline) {
    this.consumer = new KafkaConsumer<>(ClientSettings.singleRecords(config));
    this.partition = new TopicPartition(config.topic(), 0);
    this.deadline = deadline;
    consumer.assign(List.of(partition));
  }

  /**
   * The record at an offset below the topic's end, empty if the topic holds none there.
   *
   * @throws dev.assay.events.journal.JournalUnavailableException if no broker answers in time
   */
  Optional<ConsumerRecord<byte[], byte[]>> at(long offset) {
    consumer.seek(partition, offset);
    while (true) {
      var records = consumer.poll(POLL).records(partition);
      if (!records.isEmpty()) {
        return Optional.of(records.getFirst()).filter(found -> found.offset() == offset);
      }
      deadline.pause("the record at offset " + offset + " of topic " + partition.topic());
    }
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(Duration.ZERO));
  }
}
