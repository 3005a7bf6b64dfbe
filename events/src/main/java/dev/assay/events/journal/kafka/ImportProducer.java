package dev.assay.events.journal.kafka;

import dev.assay.events.journal.JournalUnavailableException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Writes many records in order, none of which anybody waits for. The first that fails ends it: what
 * was sent behind it may be there or not. Used by one thread.
 */
final class ImportProducer implements AutoCloseable {

  private static final int LINGER_MILLIS = 5;
  private static final int PATIENCE_MILLIS = 120_000;

  private final String topic;
  private final KafkaProducer<byte[], byte[]> producer;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  ImportProducer(KafkaJournalConfig config) {
    this.topic = config.topic();
    Map<String, Object> settings = ClientSettings.producer(config);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS / 4);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MILLIS);
    this.producer = new KafkaProducer<>(settings);
  }

  /**
   * Sends one more record.
   *
   * @throws JournalUnavailableException if it, or one before it, was not taken
   */
  void send(byte[] record) {
    throwIfFailed();
    try {
      producer.send(
          new ProducerRecord<>(topic, 0, null, record),
          (metadata, problem) -> {
            if (problem != null) {
              failure.compareAndSet(null, problem);
            }
          });
    } catch (KafkaException e) {
      throw notTaken(e);
    }
  }

  /**
   * Waits until all are taken.
   *
   * @throws JournalUnavailableException if one was not
   */
  void finish() {
    producer.flush();
    throwIfFailed();
  }

  private void throwIfFailed() {
    Exception problem = failure.get();
    if (problem != null) {
      throw notTaken(problem);
    }
  }

  private JournalUnavailableException notTaken(Exception problem) {
    return new JournalUnavailableException(
        "topic %s: a record was not taken: %s".formatted(topic, problem.getMessage()));
  }

  @Override
  public void close() {
    producer.close(Duration.ZERO);
  }
}
