package dev.assay.events.journal.kafka;

import dev.assay.events.codec.Decoded;
import dev.assay.events.codec.Genesis;
import dev.assay.events.codec.JournalCodec;
import dev.assay.events.journal.Adoption;
import dev.assay.events.journal.JournalId;
import dev.assay.events.journal.JournalRefusedException;
import dev.assay.events.journal.JournalUnavailableException;
import dev.assay.events.journal.replica.RecordMark;
import dev.assay.events.journal.replica.Replica;
import dev.assay.events.journal.replica.ReplicaDirectory;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out, at start, whether topic and index are what they should be. Of several instances that
 * begin an empty topic at once, the one whose genesis comes first has founded the journal; the
 * others' are void.
 */
final class JournalOpening {

  private static final Logger LOG = LoggerFactory.getLogger(JournalOpening.class);

  private final KafkaJournalConfig config;
  private final JournalCodec codec;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Deadline deadline;

  JournalOpening(
      KafkaJournalConfig config, JournalCodec codec, KafkaProducer<byte[], byte[]> producer) {
    this.config = config;
    this.codec = codec;
    this.producer = producer;
    this.deadline = Deadline.in(config.startTimeout());
  }

  /**
   * A journal that may be worked on.
   *
   * @param adopts what it took over from another journal; still to be read and checked
   * @param end offset that the topic's next record had when it was opened
   */
  record Opened(JournalId id, Optional<Adoption> adopts, Replica replica, long end) {}

  /**
   * @throws JournalRefusedException if the topic may not be worked on
   * @throws JournalUnavailableException if no broker answers in time
   */
  Opened open() {
    ReplicaDirectory directory = new ReplicaDirectory(config.indexDirectory(), codec);
    try (JournalTopic topic = new JournalTopic(config, deadline);
        RecordReader records = new RecordReader(config, deadline)) {
      topic.prepare();
      Replica replica = directory.open();
      try {
        ConsumerRecord<byte[], byte[]> first = firstRecord(topic, records, replica.journalId());
        Genesis genesis = genesis(first);
        long end = topic.end();
        Optional<String> mismatch = mismatch(replica, genesis, end, records);
        if (mismatch.isPresent()) {
          replica.close();
          replica = directory.fresh(mismatch.get());
        }
        if (replica.journalId().isEmpty()) {
          replica.begin(genesis.journalId(), RecordHash.of(first.value()));
        }
        return new Opened(genesis.journalId(), genesis.adopts(), replica, end);
      } catch (RuntimeException e) {
        replica.close();
        throw e;
      }
    }
  }

  private ConsumerRecord<byte[], byte[]> firstRecord(
      JournalTopic topic, RecordReader records, Optional<JournalId> known) {
    while (topic.end() == 0) {
      known.ifPresent(this::refuseEmpty);
      config.expectedJournalId().ifPresent(this::refuseEmpty);
      refuseToBegin();
      sendGenesis();
    }
    return records
        .at(0)
        .orElseThrow(() ->
            new JournalRefusedException(
                "topic %s: no record at offset 0 (expected: the genesis); fix: restore the topic from a backup"
                    .formatted(config.topic())));
  }

  private void refuseToBegin() {
    if (!config.createTopic()) {
      throw new JournalRefusedException(
          "topic %s: empty (expected: a journal); fix: check bootstrap servers and topic name"
              .formatted(config.topic()));
    }
  }

  private void refuseEmpty(JournalId known) {
    throw new JournalRefusedException(
        "topic %s: empty (expected: journal %s); fix: restore the topic from a backup, or delete %s to begin a new journal"
            .formatted(config.topic(), known, config.indexDirectory()));
  }

  private void sendGenesis() {
    Genesis genesis = Genesis.of(new JournalId(UUID.randomUUID().toString()));
    ProducerRecord<byte[], byte[]> sent =
        new ProducerRecord<>(config.topic(), 0, null, codec.encode(genesis));
    try {
      long offset =
          producer
              .send(sent)
              .get(Math.max(1, deadline.millisLeft()), TimeUnit.MILLISECONDS)
              .offset();
      LOG.info(
          "genesis of journal {} sent to topic {} at offset {}",
          genesis.journalId(),
          config.topic(),
          offset);
    } catch (ExecutionException e) {
      Throwable cause = Causes.of(e);
      if (!(cause instanceof RetriableException)) {
        throw new JournalRefusedException(
            "topic %s: the broker refuses the genesis: %s"
                .formatted(config.topic(), cause.getMessage()));
      }
      deadline.pause("the broker to take the genesis (" + cause.getMessage() + ")");
    } catch (TimeoutException e) {
      throw new JournalUnavailableException("the broker did not take the genesis in time");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new JournalUnavailableException("interrupted while the genesis was sent");
    }
  }

  private Genesis genesis(ConsumerRecord<byte[], byte[]> first) {
    byte[] bytes = first.value() == null ? new byte[0] : first.value();
    Genesis genesis =
        switch (codec.decode(bytes)) {
          case Decoded.Genesis(Genesis found) -> found;
          case Decoded.UnknownFormat(int format) -> throw newer(format);
          case Decoded.Commit c -> throw noGenesis("commit " + c.commit().id());
          case Decoded.Foreign(String reason) -> throw noGenesis(reason);
        };
    if (genesis.format() > JournalCodec.FORMAT) {
      throw newer(genesis.format());
    }
    config
        .expectedJournalId()
        .filter(expected -> !expected.equals(genesis.journalId()))
        .ifPresent(expected -> {
          throw new JournalRefusedException(
              "topic %s: journal %s (expected: %s); fix: correct the topic's name or the expected journal id"
                  .formatted(config.topic(), genesis.journalId(), expected));
        });
    return genesis;
  }

  private JournalRefusedException newer(int format) {
    return new JournalRefusedException(
        "topic %s: journal format %d (expected: <= %d); fix: run a version of Assay that knows it"
            .formatted(config.topic(), format, JournalCodec.FORMAT));
  }

  private JournalRefusedException noGenesis(String found) {
    return new JournalRefusedException(
        "topic %s: the first record is no genesis but: %s; fix: give Assay a topic of its own, or restore this one from a backup"
            .formatted(config.topic(), found));
  }

  /** Why the index is not of this topic, empty if it is. */
  private Optional<String> mismatch(
      Replica replica, Genesis genesis, long end, RecordReader records) {
    JournalId id = genesis.journalId();
    Optional<JournalId> indexed = replica.journalId();
    Optional<RecordMark> last = replica.tip().lastRecord();
    if (indexed.isEmpty() || last.isEmpty()) {
      return indexed.isEmpty() && last.isEmpty()
          ? Optional.empty()
          : Optional.of("the index was begun and not finished");
    }
    if (!indexed.get().equals(id)) {
      return Optional.of("it is of journal " + indexed.get() + " (expected: " + id + ")");
    }
    RecordMark mark = last.get();
    if (mark.offset() >= end) {
      return Optional.of(
          "it has read to offset %d, the topic ends at %d".formatted(mark.offset(), end));
    }
    boolean same =
        records
            .at(mark.offset())
            .map(found -> new RecordMark(found.offset(), RecordHash.of(found.value())))
            .filter(mark::equals)
            .isPresent();
    return same
        ? genesis.adopts().flatMap(adoption -> CopyCheck.problem(config.topic(), adoption, replica))
        : Optional.of("its last record is not the topic's at offset " + mark.offset());
  }
}
