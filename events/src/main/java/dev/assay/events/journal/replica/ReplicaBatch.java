package dev.assay.events.journal.replica;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.assay.events.Event;
import dev.assay.events.Subject;
import dev.assay.events.journal.Append;
import dev.assay.events.journal.Commit;
import dev.assay.events.journal.CommitId;
import dev.assay.events.journal.RecordedCommit;
import dev.assay.events.journal.StreamName;
import dev.assay.events.journal.arbitration.AcceptedId;
import dev.assay.events.journal.arbitration.ArbitrationState;
import dev.assay.events.journal.arbitration.Verdict;
import dev.assay.events.journal.proof.LogEntry;
import dev.assay.events.journal.proof.MerkleFrontier;
import dev.assay.events.journal.proof.MerkleHash;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/**
 * What one poll adds to the index. Until it is written only the arbiter sees it, as state after the
 * records that it holds. Used by the reading thread alone.
 */
public final class ReplicaBatch implements ArbitrationState, AutoCloseable {

  private final Replica replica;
  private final IndexDatabase database;
  private final CommitSlices slices;
  private final WriteBatch writes = new WriteBatch();
  private final Map<StreamName, Long> heads = new HashMap<>();
  private final Map<CommitId, AcceptedId> ids = new HashMap<>();
  private final Map<StreamName, Optional<Long>> quarantine = new HashMap<>();
  private final List<Recorded> commits = new ArrayList<>();
  private final MerkleFrontier frontier;
  private final HashRuns hashes = new HashRuns(this::putHashes);
  private Instant time;
  private long position;
  private Optional<RecordMark> last = Optional.empty();

  ReplicaBatch(Replica replica, IndexDatabase database, CommitSlices slices) {
    this.replica = replica;
    this.database = database;
    this.slices = slices;
    this.time = replica.tip().time();
    this.position = replica.tip().position();
    this.frontier = replica.frontier();
  }

  /** An accepted commit with the size of its record, for the cache of recent ones. */
  record Recorded(RecordedCommit commit, int recordBytes) {}

  @Override
  public long head(StreamName stream) {
    Long head = heads.get(stream);
    return head != null ? head : replica.head(stream);
  }

  @Override
  public Optional<AcceptedId> accepted(CommitId id) {
    AcceptedId accepted = ids.get(id);
    return accepted != null ? Optional.of(accepted) : replica.accepted(id);
  }

  @Override
  public boolean quarantined(StreamName stream) {
    Optional<Long> marked = quarantine.get(stream);
    return marked != null ? marked.isPresent() : replica.quarantined(stream);
  }

  @Override
  public Instant time() {
    return time;
  }

  @Override
  public long position() {
    return position;
  }

  /** Adds an accepted commit. */
  public RecordedCommit accept(
      Commit commit, Verdict.Accepted verdict, byte[] recordBytes, byte[] hash) {
    position++;
    time = verdict.time();
    heads.putAll(verdict.heads());
    verdict.repaired().forEach(this::lift);
    AcceptedId accepted = new AcceptedId(position, time, commit.requestHash());
    ids.put(commit.id(), accepted);
    put(Column.COMMITS, IndexKeys.number(position), CommitValue.encode(time, hash, recordBytes));
    put(Column.IDS, IndexKeys.id(commit.id()), Replica.encode(accepted));
    for (int i = 0; i < commit.appends().size(); i++) {
      index(commit.appends().get(i), i);
    }
    String recordHash = HexFormat.of().formatHex(hash);
    frontier.add(new LogEntry(position, time, recordHash), hashes);
    RecordedCommit recorded = new RecordedCommit(position, time, recordHash, commit);
    if (CommitSlices.needed(commit, recordBytes.length)) {
      slices.write(recorded, hash, (key, value) -> put(Column.SLICES, key, value));
    }
    commits.add(new Recorded(recorded, recordBytes.length));
    return recorded;
  }

  private void index(Append append, int appendIndex) {
    for (int i = 0; i < append.events().size(); i++) {
      EventPlace place = new EventPlace(position, appendIndex, i);
      long sequence = append.firstSequence() + i;
      Event event = append.events().get(i);
      put(Column.STREAMS, IndexKeys.streamEvent(append.stream(), sequence), place.bytes());
      if (!event.subjects().isEmpty()) {
        byte[] value = SubjectValue.encode(sequence, append.stream());
        for (Subject subject : event.subjects()) {
          put(Column.SUBJECTS, IndexKeys.subjectEvent(subject, place), value);
        }
      }
    }
  }

  /** Marks streams whose history is missing. */
  public void quarantine(Set<StreamName> streams, String reason) {
    byte[] why = reason.getBytes(UTF_8);
    byte[] value = ByteBuffer.allocate(Long.BYTES + why.length).putLong(position).put(why).array();
    for (StreamName stream : streams) {
      quarantine.put(stream, Optional.of(position));
      put(Column.QUARANTINE, IndexKeys.stream(stream), value);
    }
  }

  private void lift(StreamName stream) {
    quarantine.put(stream, Optional.empty());
    try {
      writes.delete(database.family(Column.QUARANTINE), IndexKeys.stream(stream));
    } catch (RocksDBException e) {
      throw new ReplicaException("index: cannot add to a batch", e);
    }
  }

  /** Notes that a record, of whatever kind, has been read. */
  public void passed(long offset, byte[] hash) {
    last = Optional.of(new RecordMark(offset, hash));
  }

  private void putHashes(int tileLevel, long index, byte[] run) {
    put(Column.MERKLE, IndexKeys.hash(tileLevel, index), run);
  }

  Replica.Tip finish() {
    hashes.finish();
    heads.forEach(
        (stream, head) -> put(Column.HEADS, IndexKeys.stream(stream), IndexKeys.number(head)));
    Map<Long, Long> lastPositionAt = new HashMap<>();
    for (Recorded recorded : commits) {
      RecordedCommit commit = recorded.commit();
      lastPositionAt.put(commit.time().toEpochMilli(), commit.position());
    }
    lastPositionAt.forEach(
        (millis, at) -> put(Column.TIMES, IndexKeys.number(millis), IndexKeys.number(at)));
    last.ifPresent(mark -> put(Column.META, Replica.LAST_RECORD, Replica.encode(mark)));
    byte[] tip =
        ByteBuffer.allocate(2 * Long.BYTES).putLong(position).putLong(time.toEpochMilli()).array();
    put(Column.META, Replica.TIP, tip);
    return new Replica.Tip(position, time, last.isPresent() ? last : replica.tip().lastRecord());
  }

  /** Root of the tree after the last commit that was accepted. */
  public MerkleHash root() {
    return frontier.root();
  }

  /** The right edge of the tree after this batch. */
  MerkleFrontier frontier() {
    return frontier;
  }

  WriteBatch writes() {
    return writes;
  }

  Map<StreamName, Long> heads() {
    return heads;
  }

  Map<StreamName, Optional<Long>> quarantine() {
    return quarantine;
  }

  List<Recorded> commits() {
    return commits;
  }

  private void put(Column column, byte[] key, byte[] value) {
    ColumnFamilyHandle family = database.family(column);
    try {
      writes.put(family, key, value);
    } catch (RocksDBException e) {
      throw new ReplicaException("index: cannot add to a batch", e);
    }
  }

  @Override
  public void close() {
    writes.close();
  }
}
