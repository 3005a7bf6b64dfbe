package dev.assay.events.journal.replica;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.assay.events.Subject;
import dev.assay.events.codec.JournalCodec;
import dev.assay.events.journal.CommitId;
import dev.assay.events.journal.CommitRecord;
import dev.assay.events.journal.JournalId;
import dev.assay.events.journal.PositionRange;
import dev.assay.events.journal.RecordSnapshotStore;
import dev.assay.events.journal.RecordedCommit;
import dev.assay.events.journal.RecordedEvent;
import dev.assay.events.journal.SnapshotStore;
import dev.assay.events.journal.StreamName;
import dev.assay.events.journal.arbitration.AcceptedId;
import dev.assay.events.journal.arbitration.ArbitrationState;
import dev.assay.events.journal.proof.HashTiles;
import dev.assay.events.journal.proof.LogEntry;
import dev.assay.events.journal.proof.MerkleFrontier;
import dev.assay.events.journal.proof.MerkleTree;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The local index over the journal (RocksDB). A cache: whatever is wrong with it, it is dropped and
 * read again from the topic. Reads see everything that {@link #write} has returned from. One thread
 * writes, any number read.
 */
public final class Replica implements ArbitrationState, AutoCloseable {

  static final byte[] FORMAT_KEY = "format".getBytes(UTF_8);
  static final byte[] JOURNAL_ID = "journal-id".getBytes(UTF_8);
  static final byte[] LAST_RECORD = "last-record".getBytes(UTF_8);
  static final byte[] TIP = "tip".getBytes(UTF_8);

  private final IndexDatabase database;
  private final RecentCommits recent = new RecentCommits();
  private final CommitSlices slices;
  private final ReplicaReads reads;
  private final SnapshotStore snapshots;
  private final RecordSnapshotStore recordSnapshots;
  private final Heads heads = new Heads();
  private final Map<StreamName, Long> quarantined = new ConcurrentHashMap<>();
  private final HashTiles tiles;
  private MerkleFrontier frontier;
  private volatile Tip tip;

  Replica(IndexDatabase database, JournalCodec codec) {
    this.database = database;
    this.tip = readTip();
    this.slices = new CommitSlices(database, codec);
    this.reads = new ReplicaReads(this, database, recent, slices, codec);
    this.snapshots = new ReplicaSnapshots(database);
    this.recordSnapshots = new ReplicaRecordSnapshots(database);
    this.tiles = new ReplicaTiles(() -> tip.position() + 1, database);
    this.frontier = MerkleFrontier.of(tiles);
    quarantined.putAll(reads.quarantined());
  }

  /**
   * How far the index has come.
   *
   * @param position of the last accepted commit, −1 for none
   * @param time of the last accepted commit
   * @param lastRecord the last record read
   */
  public record Tip(long position, Instant time, Optional<RecordMark> lastRecord) {

    /** Offset of the record to read next. */
    public long nextOffset() {
      return lastRecord.map(mark -> mark.offset() + 1).orElse(0L);
    }
  }

  private Tip readTip() {
    byte[] bytes = database.get(Column.META, TIP);
    byte[] mark = database.get(Column.META, LAST_RECORD);
    if (bytes == null || mark == null) {
      return new Tip(-1, Instant.EPOCH, Optional.empty());
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    long position = buffer.getLong();
    return new Tip(position, Instant.ofEpochMilli(buffer.getLong()), Optional.of(decodeMark(mark)));
  }

  /** The journal that this index is of, empty for a new index. */
  public Optional<JournalId> journalId() {
    return Optional.ofNullable(database.get(Column.META, JOURNAL_ID))
        .map(bytes -> new JournalId(new String(bytes, UTF_8)));
  }

  /** Makes a new index one of this journal, whose genesis it has read. */
  public void begin(JournalId id, byte[] genesisHash) {
    try (ReplicaBatch batch = batch()) {
      batch.passed(0, genesisHash);
      write(batch);
    }
    database.put(Column.META, JOURNAL_ID, id.value().getBytes(UTF_8));
  }

  public Tip tip() {
    return tip;
  }

  /** A copy of the right edge of the tree, for the writing thread. */
  MerkleFrontier frontier() {
    return frontier.copy();
  }

  /** The Merkle tree over the accepted commits. */
  public MerkleTree tree() {
    return new MerkleTree(tiles);
  }

  /** What stands in the tree for the commit at a position. */
  public Optional<LogEntry> entry(long position) {
    return position >= 0 && position <= tip.position()
        ? Optional.of(reads.entry(position))
        : Optional.empty();
  }

  /** The record of the commit at a position. */
  public Optional<byte[]> record(long position) {
    return position >= 0 && position <= tip.position()
        ? Optional.of(reads.record(position))
        : Optional.empty();
  }

  /** An empty batch on top of what is written. To be closed. */
  public ReplicaBatch batch() {
    return new ReplicaBatch(this, database, slices);
  }

  /**
   * Writes a batch, all or nothing; from then on readers see it.
   *
   * @throws ReplicaException if the disk is full or broken
   */
  public void write(ReplicaBatch batch) {
    Tip next = batch.finish();
    database.write(batch.writes());
    batch.commits().forEach(recorded -> recent.add(recorded.commit(), recorded.recordBytes()));
    heads.moved(batch.heads());
    batch.quarantine().forEach(this::mark);
    frontier = batch.frontier();
    tip = next;
  }

  private void mark(StreamName stream, Optional<Long> since) {
    since.ifPresentOrElse(
        position -> quarantined.put(stream, position), () -> quarantined.remove(stream));
  }

  @Override
  public long head(StreamName stream) {
    Long recentHead = heads.of(stream);
    if (recentHead != null) {
      return recentHead;
    }
    byte[] head = database.get(Column.HEADS, IndexKeys.stream(stream));
    return head == null ? -1 : IndexKeys.number(head);
  }

  @Override
  public Optional<AcceptedId> accepted(CommitId id) {
    return Optional.ofNullable(database.get(Column.IDS, IndexKeys.id(id))).map(Replica::decodeId);
  }

  @Override
  public boolean quarantined(StreamName stream) {
    return quarantined.containsKey(stream);
  }

  /** The streams whose history was found missing, with the position that was reached then. */
  public Map<StreamName, Long> quarantined() {
    return Map.copyOf(quarantined);
  }

  @Override
  public long position() {
    return tip.position();
  }

  @Override
  public Instant time() {
    return tip.time();
  }

  /** The events of a stream from a sequence on; to be closed. */
  public Stream<RecordedEvent> read(StreamName stream, long fromSequence) {
    return read(stream, fromSequence, Long.MAX_VALUE);
  }

  /** The same, up to and with a position; to be closed. */
  public Stream<RecordedEvent> read(StreamName stream, long fromSequence, long toPosition) {
    return reads.events(stream, fromSequence, toPosition);
  }

  /** The events of a stream about a subject that stand in a range; to be closed. */
  public Stream<RecordedEvent> read(StreamName stream, Subject subject, PositionRange range) {
    return reads.events(stream, subject, range);
  }

  /** The stream of the first event about a subject. */
  public Optional<StreamName> streamOf(Subject subject) {
    return reads.streamOf(subject);
  }

  /** The streams whose name begins with a prefix; to be closed. */
  public Stream<StreamName> streams(String prefix) {
    return reads.names(Column.HEADS, prefix);
  }

  /** The accepted commit at a position. */
  public Optional<RecordedCommit> commit(long position) {
    return position >= 0 && position <= tip.position()
        ? Optional.of(reads.commit(position))
        : Optional.empty();
  }

  /** The accepted commits from a position on, to the end as it is when it is met; to be closed. */
  public Stream<RecordedCommit> cursor(long position) {
    return reads.cursor(position);
  }

  /** The records of the accepted commits from a position to the present end; to be closed. */
  public Stream<CommitRecord> records(long position) {
    return reads.records(position);
  }

  /** The last position whose time is not after an instant. */
  public OptionalLong positionAt(Instant instant) {
    byte[] position = database.floorValue(Column.TIMES, IndexKeys.number(millis(instant)));
    return position == null ? OptionalLong.empty() : OptionalLong.of(IndexKeys.number(position));
  }

  private static long millis(Instant instant) {
    return instant.isBefore(Instant.EPOCH)
        ? 0
        : instant.isAfter(Instant.ofEpochMilli(Long.MAX_VALUE))
            ? Long.MAX_VALUE
            : instant.toEpochMilli();
  }

  /** The aggregate snapshots that live and die with this index. */
  public SnapshotStore snapshots() {
    return snapshots;
  }

  /** The record snapshots that live and die with this index. */
  public RecordSnapshotStore recordSnapshots() {
    return recordSnapshots;
  }

  static byte[] encode(AcceptedId id) {
    byte[] hash = id.requestHash().getBytes(UTF_8);
    return ByteBuffer.allocate(2 * Long.BYTES + hash.length)
        .putLong(id.position())
        .putLong(id.time().toEpochMilli())
        .put(hash)
        .array();
  }

  private static AcceptedId decodeId(byte[] value) {
    ByteBuffer buffer = ByteBuffer.wrap(value);
    long position = buffer.getLong();
    Instant time = Instant.ofEpochMilli(buffer.getLong());
    return new AcceptedId(position, time, UTF_8.decode(buffer).toString());
  }

  static byte[] encode(RecordMark mark) {
    return ByteBuffer.allocate(Long.BYTES + mark.hash().length)
        .putLong(mark.offset())
        .put(mark.hash())
        .array();
  }

  private static RecordMark decodeMark(byte[] value) {
    return new RecordMark(
        ByteBuffer.wrap(value).getLong(), Arrays.copyOfRange(value, Long.BYTES, value.length));
  }

  @Override
  public void close() {
    database.close();
  }
}
