package dev.assay.events.journal.kafka;

import dev.assay.events.Subject;
import dev.assay.events.journal.AppendOutcome;
import dev.assay.events.journal.Commit;
import dev.assay.events.journal.CommitId;
import dev.assay.events.journal.Journal;
import dev.assay.events.journal.JournalId;
import dev.assay.events.journal.RecordedCommit;
import dev.assay.events.journal.RecordedEvent;
import dev.assay.events.journal.SnapshotStore;
import dev.assay.events.journal.StreamName;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** The journal in a Kafka topic, read into a local index. */
public final class KafkaJournal implements Journal {

  private KafkaJournal() {}

  /**
   * Checks the topic, opens the local index and reads up to the topic's present end.
   *
   * @throws dev.assay.events.journal.JournalRefusedException if the topic may not be worked on
   * @throws dev.assay.events.journal.JournalUnavailableException if no broker answers in time
   */
  public static KafkaJournal open(KafkaJournalConfig config) {
    throw new UnsupportedOperationException("in work: " + config.topic());
  }

  /** The aggregate snapshots that are kept beside the local index. */
  public SnapshotStore snapshots() {
    throw new UnsupportedOperationException();
  }

  @Override
  public JournalId id() {
    throw new UnsupportedOperationException();
  }

  @Override
  public AppendOutcome append(Commit commit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long head(StreamName stream) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Stream<RecordedEvent> read(StreamName stream, long fromSequence) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Stream<RecordedEvent> read(StreamName stream, Subject subject) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<StreamName> streamOf(Subject subject) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Stream<StreamName> streams(String prefix) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<RecordedCommit> commit(CommitId id) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Stream<RecordedCommit> cursor(long position) {
    throw new UnsupportedOperationException();
  }

  @Override
  public OptionalLong positionAt(Instant instant) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long reached() {
    throw new UnsupportedOperationException();
  }

  @Override
  public long end() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Subscription onAdvance(Runnable listener) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<String> halted() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
