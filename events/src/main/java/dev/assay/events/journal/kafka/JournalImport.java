package dev.assay.events.journal.kafka;

import dev.assay.events.codec.Decoded;
import dev.assay.events.codec.Genesis;
import dev.assay.events.codec.JournalCodec;
import dev.assay.events.export.ExportFile;
import dev.assay.events.journal.Adoption;
import dev.assay.events.journal.JournalId;
import dev.assay.events.journal.JournalRefusedException;
import dev.assay.events.journal.JournalUnavailableException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Begins a journal in an empty topic with the records of an exported file. Where an import of the
 * same file was cut off, it goes on behind what is there.
 */
public final class JournalImport {

  private static final Logger LOG = LoggerFactory.getLogger(JournalImport.class);
  private static final JournalCodec CODEC = new JournalCodec();

  private final KafkaJournalConfig config;
  private final ExportFile file;
  private final Adoption adoption;

  private JournalImport(KafkaJournalConfig config, ExportFile file) {
    this.config = config;
    this.file = file;
    this.adoption = file.header().adoption();
  }

  /**
   * Writes the journal; whoever opens it then reads it anew and checks it against its genesis.
   *
   * @param file which has been checked
   * @param progress told how many records are written, now and then
   * @throws JournalRefusedException if the topic may not be worked on, or holds something else
   * @throws JournalUnavailableException if no broker answers in time
   * @throws dev.assay.events.export.ExportRefusedException if the file is damaged
   */
  public static void run(KafkaJournalConfig config, ExportFile file, LongConsumer progress) {
    new JournalImport(config, file).run(progress);
  }

  private void run(LongConsumer progress) {
    Deadline deadline = Deadline.in(config.startTimeout());
    try (JournalTopic topic = new JournalTopic(config, deadline);
        ImportProducer producer = new ImportProducer(config)) {
      topic.prepare();
      if (topic.end() == 0) {
        producer.send(
            CODEC.encode(Genesis.copy(new JournalId(UUID.randomUUID().toString()), adoption)));
        producer.finish();
      }
      refuseAnotherBeginning(deadline);
      Iterator<byte[]> records = file.records();
      long there = passWhatIsThere(topic.end(), records);
      for (long written = there; records.hasNext(); written++) {
        producer.send(records.next());
        progress.accept(written + 1);
      }
      producer.finish();
    }
  }

  private void refuseAnotherBeginning(Deadline deadline) {
    try (RecordReader reader = new RecordReader(config, deadline)) {
      byte[] first =
          reader.at(0).map(ConsumerRecord::value).orElseThrow(() -> notEmpty("something else"));
      if (!(CODEC.decode(first) instanceof Decoded.Genesis(Genesis genesis))) {
        throw notEmpty("records of somebody else");
      }
      if (!genesis.adopts().equals(Optional.of(adoption))) {
        throw notEmpty("journal " + genesis.journalId());
      }
    }
  }

  private JournalRefusedException notEmpty(String found) {
    return new JournalRefusedException(
        "topic %s: holds %s (expected: nothing, or the beginning of an import of the same file); fix: name another topic with assay.kafka.topic, or delete this one"
            .formatted(config.topic(), found));
  }

  /** Compares what an import before this one has written, and returns how many records that is. */
  private long passWhatIsThere(long end, Iterator<byte[]> records) {
    if (end == 1) {
      return 0;
    }
    LOG.info("topic {}: going on behind the {} records that are there", config.topic(), end - 1);
    try (RecordsInOrder there = new RecordsInOrder(config, 1, end)) {
      while (there.hasNext()) {
        ConsumerRecord<byte[], byte[]> found = there.next();
        if (!records.hasNext() || !Arrays.equals(found.value(), records.next())) {
          throw new JournalRefusedException(
              "topic %s: the record at offset %d is not that of position %d in the file (expected: an import of the same file, cut off); fix: %s"
                  .formatted(config.topic(), found.offset(), found.offset() - 1, CopyCheck.FIX));
        }
      }
    }
    return end - 1;
  }
}
