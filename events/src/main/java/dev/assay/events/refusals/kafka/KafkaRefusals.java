package dev.assay.events.refusals.kafka;

import dev.assay.events.journal.JournalRefusedException;
import dev.assay.events.journal.JournalUnavailableException;
import dev.assay.events.refusals.Refusals;
import dev.assay.events.refusals.RefusedRequest;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/** Refusals in a Kafka topic of one partition. Safe for use by many threads. */
public final class KafkaRefusals implements Refusals {

  private final KafkaRefusalsConfig config;
  private final RefusalsTopic topic;
  private final KafkaProducer<byte[], byte[]> producer;
  private final String id;

  private KafkaRefusals(KafkaRefusalsConfig config, RefusalsTopic topic, String id) {
    this.config = config;
    this.topic = topic;
    this.id = id;
    this.producer = RefusalsClients.producer(config);
  }

  /**
   * Creates the topic if it is absent and that is allowed, and checks its settings.
   *
   * @throws JournalRefusedException if the topic may not be worked on
   * @throws JournalUnavailableException if no broker answers in time
   */
  public static KafkaRefusals open(KafkaRefusalsConfig config) {
    RefusalsTopic topic = new RefusalsTopic(config);
    try {
      return new KafkaRefusals(config, topic, topic.prepare());
    } catch (RuntimeException e) {
      topic.close();
      throw e;
    }
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public void append(RefusedRequest refused) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(config.topic(), 0, null, RefusalCodec.encode(refused));
    try {
      producer.send(record).get(config.callTimeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw lost(refused, String.valueOf(e.getCause()));
    } catch (KafkaException | IllegalStateException | TimeoutException e) {
      throw lost(refused, e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw lost(refused, "interrupted");
    }
  }

  private JournalUnavailableException lost(RefusedRequest refused, String why) {
    return new JournalUnavailableException(
        "refusal of request %s: not known to be kept in topic %s: %s"
            .formatted(refused.request().id(), config.topic(), why));
  }

  @Override
  public long first() {
    return topic.first();
  }

  @Override
  public long end() {
    return topic.behind() - 1;
  }

  @Override
  public Cursor read(long fromOffset) {
    return new RefusalsCursor(config, fromOffset);
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(1));
    topic.close();
  }
}
