package dev.assay.events.journal.kafka;

import dev.assay.events.Subject;
import dev.assay.events.codec.JournalCodec;
import dev.assay.events.journal.Adoption;
import dev.assay.events.journal.AppendOutcome;
import dev.assay.events.journal.Commit;
import dev.assay.events.journal.CommitId;
import dev.assay.events.journal.CommitRecord;
import dev.assay.events.journal.Journal;
import dev.assay.events.journal.JournalHaltedException;
import dev.assay.events.journal.JournalId;
import dev.assay.events.journal.JournalRefusedException;
import dev.assay.events.journal.JournalUnavailableException;
import dev.assay.events.journal.PositionRange;
import dev.assay.events.journal.RecordSnapshotStore;
import dev.assay.events.journal.RecordedCommit;
import dev.assay.events.journal.RecordedEvent;
import dev.assay.events.journal.SnapshotStore;
import dev.assay.events.journal.StreamName;
import dev.assay.events.journal.arbitration.AppendRules;
import dev.assay.events.journal.proof.LogEntry;
import dev.assay.events.journal.proof.MerkleTree;
import dev.assay.events.journal.replica.Replica;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The journal in a Kafka topic, read into a local index by one thread (design §3). Safe for use by
 * many threads; blocking calls are meant for virtual threads.
 */
public final class KafkaJournal implements Journal {

  private static final Logger LOG = LoggerFactory.getLogger(KafkaJournal.class);
  private static final long CATCH_UP_LOG_SECONDS = 10;

  private final KafkaJournalConfig config;
  private final JournalId id;
  private final Optional<Adoption> adopts;
  private final JournalCodec codec;
  private final Replica replica;
  private final PendingAppends pending = new PendingAppends();
  private final Progress progress;
  private final CommitSender sender;
  private final Patience patience;
  private final Tailer tailer;
  private final Optional<JournalEnd> end;
  private final JournalMeters meters;
  private final AtomicBoolean closeBegun = new AtomicBoolean();
  private volatile boolean closing;

  private KafkaJournal(
      KafkaJournalConfig config,
      JournalCodec codec,
      KafkaProducer<byte[], byte[]> producer,
      JournalOpening.Opened opened) {
    this.config = config;
    this.id = opened.id();
    this.adopts = opened.adopts();
    this.codec = codec;
    this.replica = opened.replica();
    this.progress = new Progress(replica.tip().nextOffset());
    this.sender = new CommitSender(producer, config.topic(), pending);
    this.patience = new Patience(pending, config.unknownAfter());
    this.meters = new JournalMeters(config.meterRegistry());
    RecordJudge judge =
        new RecordJudge(config.topic(), codec, adopts, replica, progress, pending, meters);
    this.tailer = new Tailer(config, judge, progress, pending);
    this.end = config.soleWriter() ? Optional.empty() : Optional.of(new JournalEnd(config));
    meters.gauge("assay.journal.lag", "Records not read yet", tailer::lag);
    meters.gauge("assay.journal.position", "Last position read", this::reached);
    meters.gauge(
        "assay.journal.quarantined", "Quarantined streams", () -> replica.quarantined().size());
    meters.gauge(
        "assay.journal.halted", "1 if reading has stopped", () -> halted().isEmpty() ? 0 : 1);
  }

  /**
   * Checks the topic, opens the local index and reads up to the topic's present end, however long
   * that takes. A journal that cannot be read to its end is returned halted.
   *
   * @throws dev.assay.events.journal.JournalRefusedException if the topic may not be worked on
   * @throws JournalUnavailableException if no broker answers in time
   */
  public static KafkaJournal open(KafkaJournalConfig config) {
    return open(config, new JournalCodec());
  }

  static KafkaJournal open(KafkaJournalConfig config, JournalCodec codec) {
    KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(ClientSettings.producer(config));
    try {
      JournalOpening.Opened opened = new JournalOpening(config, codec, producer).open();
      KafkaJournal journal = new KafkaJournal(config, codec, producer, opened);
      journal.tailer.start();
      journal.catchUp(opened.end());
      journal.refuseUnlessCopied();
      return journal;
    } catch (RuntimeException e) {
      producer.close(java.time.Duration.ZERO);
      throw e;
    }
  }

  private void catchUp(long endOffset) {
    CompletableFuture<Void> reached = progress.reached(endOffset);
    while (true) {
      try {
        reached.get(CATCH_UP_LOG_SECONDS, TimeUnit.SECONDS);
        LOG.info(
            "journal {} in topic {}: read to position {}",
            id,
            config.topic(),
            replica.tip().position());
        return;
      } catch (TimeoutException e) {
        LOG.info("reading the journal: offset {} of {}", progress.nextOffset(), endOffset);
      } catch (ExecutionException e) {
        throw new IllegalStateException(Causes.of(e));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        close();
        throw new JournalUnavailableException("interrupted while the journal was read");
      }
    }
  }

  /** The aggregate snapshots that are kept beside the local index. */
  public SnapshotStore snapshots() {
    return replica.snapshots();
  }

  /** The record snapshots that are kept beside the local index. */
  public RecordSnapshotStore recordSnapshots() {
    return replica.recordSnapshots();
  }

  @Override
  public Map<StreamName, Long> quarantined() {
    return replica.quarantined();
  }

  @Override
  public JournalId id() {
    return id;
  }

  @Override
  public Optional<Adoption> adopts() {
    return adopts;
  }

  @Override
  public AppendOutcome append(Commit commit) {
    long startNanos = System.nanoTime();
    AppendOutcome outcome = closing ? closed() : decide(commit);
    meters.appended(outcome, startNanos);
    return outcome;
  }

  private static AppendOutcome closed() {
    return new AppendOutcome.Refused("journal: closed (expected: open)");
  }

  private AppendOutcome decide(Commit commit) {
    throwIfHalted();
    byte[] bytes = codec.encode(commit);
    return beforeSend(commit, bytes.length)
        // A conflict may be with its own first copy, read since the look at its id: look again.
        .flatMap(outcome -> beforeSend(commit, bytes.length))
        .orElseGet(() -> send(commit, bytes));
  }

  private Optional<AppendOutcome> beforeSend(Commit commit, int recordBytes) {
    try {
      return AppendRules.beforeSend(replica, commit, recordBytes);
    } catch (IllegalStateException e) {
      if (closing) {
        return Optional.of(closed());
      }
      throw e;
    }
  }

  private AppendOutcome send(Commit commit, byte[] bytes) {
    PendingAppend append = new PendingAppend(commit, bytes);
    Optional<PendingAppend> same = pending.add(append);
    if (same.isPresent()) {
      return asRepeated(await(same.get()));
    }
    // Whoever halts or closes looks through what is pending once, after saying so: look again.
    Optional<String> halted = progress.halted();
    if (halted.isPresent()) {
      pending.halt(append, halted.get());
    } else if (closing) {
      pending.resolve(append, closed());
    } else {
      sender.send(append);
    }
    return await(append);
  }

  private static AppendOutcome asRepeated(AppendOutcome outcome) {
    return outcome instanceof AppendOutcome.Accepted(long position, Instant time, boolean repeated)
        ? new AppendOutcome.Accepted(position, time, true)
        : outcome;
  }

  private AppendOutcome await(PendingAppend append) {
    try {
      return append.outcome().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      pending.giveUp(append, "interrupted while waiting");
      return append.outcome().join();
    } catch (ExecutionException e) {
      throw new JournalHaltedException(String.valueOf(Causes.of(e).getMessage()));
    }
  }

  /** Of a copy nothing is shown before all that it took over has been read and fits. */
  private void refuseUnlessCopied() {
    adopts
        .flatMap(
            adoption -> CopyCheck.unfinished(config.topic(), adoption, replica, progress.halted()))
        .ifPresent(problem -> {
          close();
          throw new JournalRefusedException(problem);
        });
  }

  private void throwIfHalted() {
    progress
        .halted()
        .ifPresent(reason -> {
          throw new JournalHaltedException(reason);
        });
  }

  @Override
  public long head(StreamName stream) {
    return replica.head(stream);
  }

  @Override
  public Stream<RecordedEvent> read(StreamName stream, long fromSequence) {
    return replica.read(stream, fromSequence);
  }

  @Override
  public Stream<RecordedEvent> read(StreamName stream, long fromSequence, long toPosition) {
    return replica.read(stream, fromSequence, toPosition);
  }

  @Override
  public Stream<RecordedEvent> read(StreamName stream, Subject subject, PositionRange range) {
    return replica.read(stream, subject, range);
  }

  @Override
  public Optional<StreamName> streamOf(Subject subject) {
    return replica.streamOf(subject);
  }

  @Override
  public Stream<StreamName> streams(String prefix) {
    return replica.streams(prefix);
  }

  @Override
  public Optional<RecordedCommit> commit(CommitId commitId) {
    return replica.accepted(commitId).flatMap(accepted -> replica.commit(accepted.position()));
  }

  @Override
  public Stream<RecordedCommit> cursor(long position) {
    return replica.cursor(position);
  }

  @Override
  public OptionalLong positionAt(Instant instant) {
    return replica.positionAt(instant);
  }

  @Override
  public Stream<CommitRecord> records(long position) {
    return replica.records(position);
  }

  @Override
  public MerkleTree tree() {
    return replica.tree();
  }

  @Override
  public Optional<LogEntry> entry(long position) {
    return replica.entry(position);
  }

  @Override
  public Optional<byte[]> record(long position) {
    return replica.record(position);
  }

  @Override
  public long reached() {
    return replica.tip().position();
  }

  /**
   * {@inheritDoc}
   *
   * <p>A sole writer answers at once: an append returns only after this instance has read it.
   *
   * @throws JournalHaltedException if this replica has stopped reading
   */
  @Override
  public long end() {
    if (end.isPresent()) {
      waitForEnd(end.get());
    }
    throwIfHalted();
    return reached();
  }

  private void waitForEnd(JournalEnd journalEnd) {
    try {
      journalEnd
          .ask()
          .thenCompose(progress::reached)
          .get(config.endTimeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new JournalUnavailableException(
          "the journal's end could not be learnt: " + Causes.of(e).getMessage());
    } catch (TimeoutException e) {
      throw new JournalUnavailableException(
          "the journal's end was not reached within %d s"
              .formatted(config.endTimeout().toSeconds()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new JournalUnavailableException("interrupted while waiting for the journal's end");
    }
  }

  @Override
  public Subscription onAdvance(Runnable listener) {
    return progress.onAdvance(listener);
  }

  @Override
  public Optional<String> halted() {
    return progress.halted();
  }

  /** Refuses new appends, waits shortly for those that were sent, then releases everything. */
  @Override
  public void close() {
    if (!closeBegun.compareAndSet(false, true)) {
      return;
    }
    closing = true;
    sender.stop();
    pending.drain(config.closeTimeout());
    end.ifPresent(JournalEnd::close);
    tailer.close();
    sender.close();
    patience.close();
    meters.close();
    replica.close();
  }
}
