package dev.assay.events.journal.kafka;

import dev.assay.events.codec.Decoded;
import dev.assay.events.codec.JournalCodec;
import dev.assay.events.codec.UnreadableEventException;
import dev.assay.events.journal.Adoption;
import dev.assay.events.journal.AppendOutcome;
import dev.assay.events.journal.Commit;
import dev.assay.events.journal.arbitration.AppendRules;
import dev.assay.events.journal.arbitration.Arbiter;
import dev.assay.events.journal.arbitration.Verdict;
import dev.assay.events.journal.replica.Replica;
import dev.assay.events.journal.replica.ReplicaBatch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies the arbiter to the records of one poll, writes what they come to into the index in one
 * batch, and only then tells those who wait. Used by the reading thread alone.
 */
final class RecordJudge {

  private static final Logger LOG = LoggerFactory.getLogger(RecordJudge.class);

  private final String topic;
  private final JournalCodec codec;
  private final Optional<Adoption> adopts;
  private final Arbiter arbiter;
  private final Replica replica;
  private final Progress progress;
  private final PendingAppends pending;
  private final JournalMeters meters;

  RecordJudge(
      String topic,
      JournalCodec codec,
      Optional<Adoption> adopts,
      Replica replica,
      Progress progress,
      PendingAppends pending,
      JournalMeters meters) {
    this.topic = topic;
    this.codec = codec;
    this.adopts = adopts;
    this.arbiter = new Arbiter(adopts.map(Adoption::position).orElse(-1L));
    this.replica = replica;
    this.progress = progress;
    this.pending = pending;
    this.meters = meters;
  }

  private record Resolved(PendingAppend append, AppendOutcome outcome) {}

  /**
   * @throws Tailer.HaltException before a record of an unknown format, and where what was taken
   *     over from another journal is not what the genesis says
   * @throws UnreadableEventException before a commit with an unreadable event
   * @throws dev.assay.events.journal.replica.ReplicaException if the index cannot be written
   */
  void judge(List<ConsumerRecord<byte[], byte[]>> records) {
    List<Resolved> resolved = new ArrayList<>();
    try (ReplicaBatch batch = replica.batch()) {
      try {
        for (ConsumerRecord<byte[], byte[]> record : records) {
          judge(record, batch, resolved);
        }
      } catch (Tailer.HaltException | UnreadableEventException e) {
        write(batch, resolved);
        throw e;
      }
      write(batch, resolved);
    }
  }

  private void write(ReplicaBatch batch, List<Resolved> resolved) {
    long before = replica.tip().position();
    replica.write(batch);
    resolved.forEach(r -> pending.resolve(r.append(), r.outcome()));
    progress.advanceTo(replica.tip().nextOffset());
    if (replica.tip().position() > before) {
      progress.tellListeners();
    }
  }

  private void judge(
      ConsumerRecord<byte[], byte[]> record, ReplicaBatch batch, List<Resolved> resolved) {
    byte[] bytes = record.value() == null ? new byte[0] : record.value();
    byte[] hash = RecordHash.of(bytes);
    Optional<PendingAppend> own = pending.waitingFor(bytes);
    Decoded decoded =
        own.<Decoded>map(append -> new Decoded.Commit(append.commit()))
            .orElseGet(() -> codec.decode(bytes));
    switch (decoded) {
      case Decoded.Commit(Commit commit) -> judge(record, commit, hash, batch, own, resolved);
      case Decoded.Genesis(var genesis) ->
          foreign(record, "genesis of " + genesis.journalId() + ", not the first record");
      case Decoded.Foreign(String reason) -> foreign(record, reason);
      case Decoded.UnknownFormat(int format) ->
          throw new Tailer.HaltException(
              "topic %s: record at offset %d: format: %d (expected: at most %d); fix: run a version of Assay that knows it"
                  .formatted(topic, record.offset(), format, JournalCodec.FORMAT));
    }
    batch.passed(record.offset(), hash);
  }

  private void judge(
      ConsumerRecord<byte[], byte[]> record,
      Commit commit,
      byte[] hash,
      ReplicaBatch batch,
      Optional<PendingAppend> own,
      List<Resolved> resolved) {
    if (record.timestampType() != TimestampType.LOG_APPEND_TIME) {
      String problem =
          "it carries its writer's time (expected: message.timestamp.type=LogAppendTime)";
      foreign(record, problem);
      own.ifPresent(a -> resolved.add(new Resolved(a, new AppendOutcome.Refused(problem))));
      return;
    }
    Instant appendTime = Instant.ofEpochMilli(record.timestamp());
    Verdict verdict = arbiter.judge(batch, commit, appendTime);
    switch (verdict) {
      case Verdict.Accepted accepted -> {
        batch.accept(commit, accepted, record.value(), hash);
        adopts
            .filter(adoption -> adoption.position() == batch.position())
            .ifPresent(adoption -> adopted(adoption, batch));
      }
      case Verdict.Misfit(long position, var reason) ->
          throw new Tailer.HaltException(
              "topic %s: record at offset %d: not the commit at position %d of the journal that it copies: %s; fix: %s"
                  .formatted(topic, record.offset(), position, reason, CopyCheck.FIX));
      case Verdict.Void(var kind, var reason) -> {
        meters.voided(kind);
        LOG.debug("commit {} at offset {} is void: {}", commit.id(), record.offset(), reason);
      }
      case Verdict.Gap gap -> {
        meters.gap();
        batch.quarantine(gap.streams(), gap.reason());
        LOG.error(
            "history is missing: commit {} at offset {}: {}; quarantined until StreamRepaired: {}",
            commit.id(),
            record.offset(),
            gap.reason(),
            gap.streams());
      }
    }
    own.filter(append -> !anotherCopyMayBeAccepted(append, verdict, appendTime))
        .ifPresent(append ->
            resolved.add(new Resolved(append, AppendRules.afterVerdict(batch, commit, verdict))));
  }

  /** All of the other journal has been read: it is what the genesis says, or reading ends. */
  private void adopted(Adoption adoption, ReplicaBatch batch) {
    CopyCheck.problem(topic, adoption, batch.root())
        .ifPresent(problem -> {
          throw new Tailer.HaltException(problem);
        });
    batch.quarantine(
        adoption.quarantined(), "it was quarantined in journal " + adoption.journalId());
    LOG.info(
        "topic {}: positions 0 to {} are those of journal {}",
        topic,
        adoption.position(),
        adoption.journalId());
  }

  /** A copy too early by the broker's clock may be followed by one that is not. */
  private static boolean anotherCopyMayBeAccepted(
      PendingAppend append, Verdict verdict, Instant appendTime) {
    return append.sentAgain()
        && verdict instanceof Verdict.Void(var kind, var reason)
        && kind == Verdict.Void.Kind.OUT_OF_TIME
        && append.commit().at().isAfter(appendTime);
  }

  private void foreign(ConsumerRecord<byte[], byte[]> record, String reason) {
    meters.foreign();
    LOG.warn("topic {}: foreign record at offset {}: {}", topic, record.offset(), reason);
  }
}
