package dev.assay.events.journal.replica;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.assay.events.Subject;
import dev.assay.events.codec.JournalCodec;
import dev.assay.events.journal.Append;
import dev.assay.events.journal.CommitRecord;
import dev.assay.events.journal.PositionRange;
import dev.assay.events.journal.RecordedCommit;
import dev.assay.events.journal.RecordedEvent;
import dev.assay.events.journal.StreamName;
import dev.assay.events.journal.proof.LogEntry;
import dev.assay.events.journal.replica.CommitSlices.Slice;
import dev.assay.events.journal.replica.IndexScan.Row;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the index: rows in, events and commits out, decoded as they are asked for. */
final class ReplicaReads {

  private static final byte[] ALL = {};

  private final Replica replica;
  private final IndexDatabase database;
  private final RecentCommits recent;
  private final CommitSlices slices;
  private final JournalCodec codec;

  ReplicaReads(
      Replica replica,
      IndexDatabase database,
      RecentCommits recent,
      CommitSlices slices,
      JournalCodec codec) {
    this.replica = replica;
    this.database = database;
    this.recent = recent;
    this.slices = slices;
    this.codec = codec;
  }

  RecordedCommit commit(long position) {
    return recent.at(position).orElseGet(() -> load(position));
  }

  private RecordedCommit load(long position) {
    return CommitValue.decode(codec, position, value(position));
  }

  byte[] record(long position) {
    return CommitValue.record(value(position));
  }

  LogEntry entry(long position) {
    byte[] header =
        present(
            position,
            database.beginning(
                Column.COMMITS, IndexKeys.number(position), CommitValue.HEADER_BYTES));
    return new LogEntry(position, CommitValue.time(header), CommitValue.recordHash(header));
  }

  private byte[] value(long position) {
    return present(position, database.get(Column.COMMITS, IndexKeys.number(position)));
  }

  private static byte[] present(long position, byte @Nullable [] found) {
    if (found == null) {
      throw new ReplicaException(
          "index: no commit at position " + position + " (expected: every position)", null);
    }
    return found;
  }

  Stream<RecordedEvent> events(StreamName stream, long fromSequence, long toPosition) {
    byte[] prefix = IndexKeys.streamEvents(stream);
    byte[] from = IndexKeys.streamEvent(stream, Math.max(0, fromSequence));
    CommitMemo memo = new CommitMemo();
    return rows(Column.STREAMS, prefix, from)
        .map(row -> EventPlace.from(ByteBuffer.wrap(row.value())))
        .takeWhile(place -> place.position() <= toPosition)
        .map(memo::event);
  }

  Stream<RecordedEvent> events(StreamName stream, Subject subject, PositionRange range) {
    byte[] prefix = IndexKeys.subjectEvents(subject);
    byte[] from = IndexKeys.subjectEvents(subject, Math.max(0, range.from()));
    CommitMemo memo = new CommitMemo();
    return rows(Column.SUBJECTS, prefix, from)
        .takeWhile(row -> place(row.key(), prefix.length).position() <= range.to())
        .filter(row -> SubjectValue.decode(row.value()).stream().equals(stream))
        .map(row -> memo.event(place(row.key(), prefix.length)));
  }

  private static EventPlace place(byte[] key, int prefixLength) {
    return EventPlace.from(ByteBuffer.wrap(key, prefixLength, key.length - prefixLength));
  }

  Optional<StreamName> streamOf(Subject subject) {
    byte[] prefix = IndexKeys.subjectEvents(subject);
    try (IndexScan scan = database.scan(Column.SUBJECTS, prefix, prefix)) {
      return scan.next().map(row -> SubjectValue.decode(row.value()).stream());
    }
  }

  /** The quarantined streams, with the position since which they are. */
  Map<StreamName, Long> quarantined() {
    try (Stream<Row> rows = rows(Column.QUARANTINE, ALL, ALL)) {
      return rows.collect(
          Collectors.toMap(
              row -> IndexKeys.stream(row.key()), row -> IndexKeys.number(row.value())));
    }
  }

  /** Stream names that are keys of a column. */
  Stream<StreamName> names(Column column, String prefix) {
    byte[] bytes = prefix.getBytes(UTF_8);
    return rows(column, bytes, bytes).map(row -> IndexKeys.stream(row.key()));
  }

  Stream<RecordedCommit> cursor(long position) {
    CommitCursor cursor = new CommitCursor(Math.max(0, position));
    return LazyStream.of(cursor::next, cursor::close);
  }

  /** Ends where the index ended when it was called. */
  Stream<CommitRecord> records(long position) {
    AtomicLong next = new AtomicLong(Math.max(0, position));
    return rows(Column.COMMITS, ALL, IndexKeys.number(next.get()))
        .map(row -> inOrder(row, next.getAndIncrement()));
  }

  private static CommitRecord inOrder(Row row, long position) {
    present(position, IndexKeys.number(row.key()) == position ? row.value() : null);
    return CommitValue.commitRecord(position, row.value());
  }

  private Stream<Row> rows(Column column, byte[] prefix, byte[] from) {
    IndexScan scan = database.scan(column, prefix, from);
    return LazyStream.of(scan::next, scan::close);
  }

  /** One event of a commit, or of a slice of it. */
  static RecordedEvent event(RecordedCommit commit, int appendIndex, int eventIndex) {
    Append append = commit.commit().appends().get(appendIndex);
    return new RecordedEvent(
        append.stream(),
        append.firstSequence() + eventIndex,
        commit.position(),
        commit.time(),
        commit.commit().actor(),
        commit.commit().cause(),
        append.events().get(eventIndex));
  }

  /** Keeps the last commit, or slice of one: neighbouring events often share it. */
  private final class CommitMemo {
    private @Nullable RecordedCommit whole;
    private @Nullable Slice slice;

    RecordedEvent event(EventPlace place) {
      RecordedCommit commit = whole;
      if (commit != null && commit.position() == place.position()) {
        return ReplicaReads.event(commit, place.append(), place.event());
      }
      Slice part = slice;
      if (part != null && part.holds(place)) {
        return part.event(place);
      }
      return fetch(place);
    }

    private RecordedEvent fetch(EventPlace place) {
      Optional<RecordedCommit> newest = recent.at(place.position());
      slice = newest.isPresent() ? null : slices.of(place).orElse(null);
      if (slice != null) {
        return slice.event(place);
      }
      RecordedCommit commit = newest.orElseGet(() -> load(place.position()));
      whole = commit;
      return ReplicaReads.event(commit, place.append(), place.event());
    }
  }

  /** Goes on from recent commits to the index and back, until it has met the end. */
  private final class CommitCursor {
    private long position;
    private @Nullable IndexScan scan;

    CommitCursor(long position) {
      this.position = position;
    }

    Optional<RecordedCommit> next() {
      if (position > replica.tip().position()) {
        close();
        return Optional.empty();
      }
      RecordedCommit commit = recent.at(position).orElseGet(this::scanned);
      position++;
      return Optional.of(commit);
    }

    private RecordedCommit scanned() {
      return advance(scan).or(this::rescan).orElseGet(() -> load(position));
    }

    private Optional<RecordedCommit> rescan() {
      close();
      scan = database.scan(Column.COMMITS, ALL, IndexKeys.number(position));
      return advance(scan);
    }

    private Optional<RecordedCommit> advance(@Nullable IndexScan from) {
      return from == null
          ? Optional.empty()
          : from.next()
              .filter(row -> IndexKeys.number(row.key()) == position)
              .map(row -> CommitValue.decode(codec, position, row.value()));
    }

    void close() {
      if (scan != null) {
        scan.close();
        scan = null;
      }
    }
  }
}
