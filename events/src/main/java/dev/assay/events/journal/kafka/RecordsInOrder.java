package dev.assay.events.journal.kafka;

import dev.assay.events.journal.JournalUnavailableException;
import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** The records of a topic from one offset up to another. Used by one thread. */
final class RecordsInOrder implements Iterator<ConsumerRecord<byte[], byte[]>>, AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(500);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final TopicPartition partition;
  private final Duration patience;
  private final long end;
  private long next;
  private Iterator<ConsumerRecord<byte[], byte[]>> polled = Collections.emptyIterator();

  /**
   * @param end offset behind the last record
   */
  RecordsInOrder(KafkaJournalConfig config, long from, long end) {
    this.consumer = new KafkaConsumer<>(ClientSettings.consumer(config));
    this.partition = new TopicPartition(config.topic(), 0);
    this.patience = config.startTimeout();
    this.next = from;
    this.end = end;
    consumer.assign(List.of(partition));
    consumer.seek(partition, from);
  }

  @Override
  public boolean hasNext() {
    return next < end;
  }

  /**
   * @throws JournalUnavailableException if no broker answers in time
   */
  @Override
  public ConsumerRecord<byte[], byte[]> next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Deadline deadline = Deadline.in(patience);
    while (!polled.hasNext()) {
      polled = consumer.poll(POLL).records(partition).iterator();
      if (!polled.hasNext()) {
        deadline.pause("the record at offset " + next + " of topic " + partition.topic());
      }
    }
    ConsumerRecord<byte[], byte[]> record = polled.next();
    next = record.offset() + 1;
    return record;
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(Duration.ZERO));
  }
}
