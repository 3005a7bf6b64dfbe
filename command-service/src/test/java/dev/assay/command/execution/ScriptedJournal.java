package dev.assay.command.execution;

import dev.assay.events.Subject;
import dev.assay.events.journal.Adoption;
import dev.assay.events.journal.AppendOutcome;
import dev.assay.events.journal.Commit;
import dev.assay.events.journal.CommitId;
import dev.assay.events.journal.CommitRecord;
import dev.assay.events.journal.Journal;
import dev.assay.events.journal.JournalId;
import dev.assay.events.journal.PositionRange;
import dev.assay.events.journal.RecordedCommit;
import dev.assay.events.journal.RecordedEvent;
import dev.assay.events.journal.StreamName;
import dev.assay.events.journal.proof.LogEntry;
import dev.assay.events.journal.proof.MerkleTree;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A journal that remembers what was sent to it, and whose next answers, or moods, can be set. */
public final class ScriptedJournal implements Journal {

  private final Journal journal;
  private final Deque<AppendOutcome> answers = new ArrayDeque<>();
  private final List<Commit> sent = Collections.synchronizedList(new ArrayList<>());
  private Runnable beforeAppend = () -> {};
  private Runnable afterLook = () -> {};
  private Supplier<Long> end;

  ScriptedJournal(Journal journal) {
    this.journal = journal;
    this.end = journal::end;
  }

  /** The next append is not sent on, but answered so. */
  synchronized ScriptedJournal answering(AppendOutcome... outcomes) {
    answers.addAll(List.of(outcomes));
    return this;
  }

  /** Happens once, when the next decision has been made and before it is appended. */
  synchronized void beforeNextAppend(Runnable action) {
    beforeAppend = action;
  }

  /** Happens once, right after the next commit was looked for by its id. */
  synchronized void afterNextLook(Runnable action) {
    afterLook = action;
  }

  void end(Supplier<Long> answer) {
    end = answer;
  }

  public List<Commit> sent() {
    synchronized (sent) {
      return List.copyOf(sent);
    }
  }

  @Override
  public AppendOutcome append(Commit commit) {
    sent.add(commit);
    AppendOutcome scripted;
    Runnable action;
    synchronized (this) {
      scripted = answers.poll();
      action = beforeAppend;
      beforeAppend = () -> {};
    }
    action.run();
    return scripted != null ? scripted : journal.append(commit);
  }

  @Override
  public JournalId id() {
    return journal.id();
  }

  @Override
  public long head(StreamName stream) {
    return journal.head(stream);
  }

  @Override
  public Stream<RecordedEvent> read(StreamName stream, long fromSequence) {
    return journal.read(stream, fromSequence);
  }

  @Override
  public Stream<RecordedEvent> read(StreamName stream, long fromSequence, long toPosition) {
    return journal.read(stream, fromSequence, toPosition);
  }

  @Override
  public Stream<RecordedEvent> read(StreamName stream, Subject subject, PositionRange range) {
    return journal.read(stream, subject, range);
  }

  @Override
  public Optional<StreamName> streamOf(Subject subject) {
    return journal.streamOf(subject);
  }

  @Override
  public Stream<StreamName> streams(String prefix) {
    return journal.streams(prefix);
  }

  @Override
  public Optional<RecordedCommit> commit(CommitId id) {
    Optional<RecordedCommit> found = journal.commit(id);
    Runnable action;
    synchronized (this) {
      action = afterLook;
      afterLook = () -> {};
    }
    action.run();
    return found;
  }

  @Override
  public Stream<RecordedCommit> cursor(long position) {
    return journal.cursor(position);
  }

  @Override
  public OptionalLong positionAt(Instant instant) {
    return journal.positionAt(instant);
  }

  @Override
  public Optional<Adoption> adopts() {
    return journal.adopts();
  }

  @Override
  public Stream<CommitRecord> records(long position) {
    return journal.records(position);
  }

  @Override
  public Map<StreamName, Long> quarantined() {
    return journal.quarantined();
  }

  @Override
  public MerkleTree tree() {
    return journal.tree();
  }

  @Override
  public Optional<LogEntry> entry(long position) {
    return journal.entry(position);
  }

  @Override
  public Optional<byte[]> record(long position) {
    return journal.record(position);
  }

  @Override
  public long reached() {
    return journal.reached();
  }

  @Override
  public long end() {
    return end.get();
  }

  @Override
  public Subscription onAdvance(Runnable listener) {
    return journal.onAdvance(listener);
  }

  @Override
  public Optional<String> halted() {
    return journal.halted();
  }

  @Override
  public void close() {
    journal.close();
  }
}
