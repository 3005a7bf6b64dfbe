package dev.assay.events.refusals.kafka;

import dev.assay.events.journal.JournalUnavailableException;
import dev.assay.events.refusals.RecordedRefusal;
import dev.assay.events.refusals.Refusals;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/** Reads the refusals topic on. For use by one thread. */
final class RefusalsCursor implements Refusals.Cursor {

  private final TopicPartition partition;
  private final KafkaConsumer<byte[], byte[]> consumer;

  RefusalsCursor(KafkaRefusalsConfig config, long fromOffset) {
    this.partition = new TopicPartition(config.topic(), 0);
    this.consumer = RefusalsClients.consumer(config);
    consumer.assign(List.of(partition));
    consumer.seek(partition, Math.max(0, fromOffset));
  }

  @Override
  public List<RecordedRefusal> poll(Duration atMost) {
    try {
      return consumer.poll(atMost).records(partition).stream()
          .map(RefusalsCursor::recorded)
          .toList();
    } catch (InterruptException e) {
      Thread.currentThread().interrupt();
      return List.of();
    } catch (KafkaException e) {
      throw new JournalUnavailableException("topic " + partition.topic() + ": " + e);
    }
  }

  private static RecordedRefusal recorded(ConsumerRecord<byte[], byte[]> read) {
    return new RecordedRefusal(
        read.offset(),
        Instant.ofEpochMilli(read.timestamp()),
        RefusalCodec.decode(read.value(), read.offset()));
  }

  @Override
  public void close() {
    boolean interrupted = Thread.interrupted();
    consumer.close(CloseOptions.timeout(Duration.ZERO));
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
