package dev.assay.events.journal.memory;

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
import dev.assay.events.journal.PositionRange;
import dev.assay.events.journal.RecordedCommit;
import dev.assay.events.journal.RecordedEvent;
import dev.assay.events.journal.StreamName;
import dev.assay.events.journal.arbitration.AppendRules;
import dev.assay.events.journal.arbitration.Verdict;
import dev.assay.events.journal.proof.HashTiles;
import dev.assay.events.journal.proof.LogEntry;
import dev.assay.events.journal.proof.MerkleTree;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A journal in memory, with the codec and the arbiter of the real one. Several of them over one
 * {@link InMemoryLog} behave as several instances over one topic: their appends race, and each
 * reads for itself. Records of others are read as soon as they are appended, unless the reader is
 * held back.
 *
 * <p>Safe for use by many threads. Listeners run on the thread that appended.
 */
public final class InMemoryJournal implements Journal {

  private final InMemoryLog log;
  private final JournalCodec codec = new JournalCodec();
  private final Runnable reader = this::readUnlessHeldBack;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final InMemoryReplica replica;
  private final HashTiles tiles = new LockedTiles();
  private boolean heldBack;
  private boolean closed;

  /**
   * An instance that has read the log to its end.
   *
   * @throws JournalRefusedException if the log is a copy of another journal and does not hold what
   *     its genesis says, or not all of it
   */
  public InMemoryJournal(InMemoryLog log) {
    this.log = log;
    this.replica = new InMemoryReplica(log.adopts());
    read();
    replica
        .unfinished()
        .ifPresent(problem -> {
          throw new JournalRefusedException(problem);
        });
    log.attach(reader);
    read();
  }

  @Override
  public JournalId id() {
    return log.id();
  }

  @Override
  public Optional<Adoption> adopts() {
    return log.adopts();
  }

  @Override
  public AppendOutcome append(Commit commit) {
    byte[] record = codec.encode(commit);
    long before = reached();
    try {
      return locked(() -> closed ? refused() : append(commit, record));
    } finally {
      log.announce();
      tellOfAdvance(before);
    }
  }

  private static AppendOutcome refused() {
    return new AppendOutcome.Refused("journal: closed (expected: open)");
  }

  private AppendOutcome append(Commit commit, byte[] record) {
    failIfHalted();
    return AppendRules.beforeSend(replica, commit, record.length)
        .orElseGet(() -> send(commit, record));
  }

  private AppendOutcome send(Commit commit, byte[] record) {
    int offset = log.add(record);
    @Nullable Verdict verdict = replica.readThrough(log, offset);
    if (verdict == null) {
      failIfHalted();
      throw new IllegalStateException("record at offset " + offset + ": no verdict");
    }
    return AppendRules.afterVerdict(replica, commit, verdict);
  }

  private void failIfHalted() {
    replica
        .halted()
        .ifPresent(reason -> {
          throw new JournalHaltedException(reason);
        });
  }

  @Override
  public long head(StreamName stream) {
    return whileOpen(() -> replica.head(stream));
  }

  @Override
  public Stream<RecordedEvent> read(StreamName stream, long fromSequence) {
    return whileOpen(() -> replica.index().from(stream, fromSequence)).stream();
  }

  @Override
  public Stream<RecordedEvent> read(StreamName stream, long fromSequence, long toPosition) {
    return read(stream, fromSequence).takeWhile(event -> event.position() <= toPosition);
  }

  @Override
  public Stream<RecordedEvent> read(StreamName stream, Subject subject, PositionRange range) {
    return whileOpen(() -> replica.index().about(stream, subject, range)).stream();
  }

  @Override
  public Optional<StreamName> streamOf(Subject subject) {
    return whileOpen(() -> replica.index().streamOf(subject));
  }

  @Override
  public Stream<StreamName> streams(String prefix) {
    return whileOpen(() -> replica.index().startingWith(prefix)).stream();
  }

  @Override
  public Optional<RecordedCommit> commit(CommitId id) {
    return whileOpen(() -> replica.commit(id));
  }

  @Override
  public Stream<RecordedCommit> cursor(long position) {
    return Stream.iterate(Math.max(0, position), next -> next + 1)
        .map(this::commitAt)
        .takeWhile(Optional::isPresent)
        .flatMap(Optional::stream);
  }

  private Optional<RecordedCommit> commitAt(long position) {
    return whileOpen(() ->
        position < replica.commits().size()
            ? Optional.of(replica.commits().get((int) position))
            : Optional.empty());
  }

  @Override
  public OptionalLong positionAt(Instant instant) {
    return whileOpen(() -> lastNotAfter(replica.commits(), instant));
  }

  private static OptionalLong lastNotAfter(List<RecordedCommit> commits, Instant instant) {
    int low = 0;
    int high = commits.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (commits.get(middle).time().isAfter(instant)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low == 0 ? OptionalLong.empty() : OptionalLong.of(low - 1L);
  }

  @Override
  public Stream<CommitRecord> records(long position) {
    return LongStream.rangeClosed(Math.max(0, position), reached())
        .mapToObj(at -> new CommitRecord(entry(at).orElseThrow(), record(at).orElseThrow()));
  }

  @Override
  public Map<StreamName, Long> quarantined() {
    return whileOpen(() -> Map.copyOf(replica.quarantined()));
  }

  @Override
  public MerkleTree tree() {
    return new MerkleTree(tiles);
  }

  @Override
  public Optional<LogEntry> entry(long position) {
    return whileOpen(() -> replica.entry(position));
  }

  @Override
  public Optional<byte[]> record(long position) {
    return whileOpen(() -> replica.record(position));
  }

  private final class LockedTiles implements HashTiles {
    @Override
    public long size() {
      return whileOpen(replica.tiles()::size);
    }

    @Override
    public byte[] tile(int level, long index, int width) {
      return whileOpen(() -> replica.tiles().tile(level, index, width));
    }
  }

  @Override
  public long reached() {
    return locked(() -> replica.commits().size() - 1L);
  }

  @Override
  public long end() {
    read();
    return whileOpen(() -> {
      failIfHalted();
      return replica.commits().size() - 1L;
    });
  }

  @Override
  public Subscription onAdvance(Runnable listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  @Override
  public Optional<String> halted() {
    return locked(replica::halted);
  }

  /** Records without meaning that this instance has met. */
  public long foreignRecords() {
    return locked(replica::foreignRecords);
  }

  /**
   * Lets this instance fall behind, as a slow one does: what others append is read only by {@link
   * #end()}, by an append of its own, and after {@link #catchUp()}.
   */
  public void holdBack() {
    locked(() -> heldBack = true);
  }

  /** Ends {@link #holdBack()} and reads to the end of the log. */
  public void catchUp() {
    locked(() -> heldBack = false);
    read();
  }

  @Override
  public void close() {
    log.detach(reader);
    locked(() -> closed = true);
  }

  private void readUnlessHeldBack() {
    if (!locked(() -> heldBack)) {
      read();
    }
  }

  private void read() {
    long before = reached();
    locked(() -> {
      replica.readThrough(log, log.size() - 1);
      return replica;
    });
    tellOfAdvance(before);
  }

  private void tellOfAdvance(long before) {
    if (reached() > before) {
      listeners.forEach(Runnable::run);
    }
  }

  private <T> T whileOpen(Supplier<T> query) {
    return locked(() -> {
      if (closed) {
        throw new IllegalStateException("journal: closed (expected: open)");
      }
      return query.get();
    });
  }

  private <T> T locked(Supplier<T> action) {
    lock.lock();
    try {
      return action.get();
    } finally {
      lock.unlock();
    }
  }
}
