package dev.assay.events.journal.replica;

import dev.assay.events.codec.JournalCodec;
import dev.assay.events.journal.Append;
import dev.assay.events.journal.RecordedCommit;
import dev.assay.events.journal.arbitration.AcceptedId;
import dev.assay.events.journal.proof.LogEntry;
import dev.assay.events.journal.proof.MerkleHasher;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * Looks at some commits, from the first to the last, in every column of an index: files that a
 * crash or a copy has lost are missed by RocksDB where its manifest is cut at the same time.
 */
final class IndexCheck {

  private static final long SAMPLES = 128;

  private final Replica replica;
  private final IndexDatabase database;
  private final JournalCodec codec;

  IndexCheck(Replica replica, IndexDatabase database, JournalCodec codec) {
    this.replica = replica;
    this.database = database;
    this.codec = codec;
  }

  /** What is missing, empty if nothing that was looked for is. */
  Optional<String> problem() {
    long last = replica.tip().position();
    long step = Math.max(1, last / SAMPLES);
    for (long position = 0; position < last; position += step) {
      if (!sound(position)) {
        return missing(position);
      }
    }
    return last >= 0 && !sound(last) ? missing(last) : Optional.empty();
  }

  private static Optional<String> missing(long position) {
    return Optional.of("something of the commit at position " + position + " is missing");
  }

  private boolean sound(long position) {
    byte[] value = database.get(Column.COMMITS, IndexKeys.number(position));
    if (value == null) {
      return false;
    }
    RecordedCommit commit = sample(position, value);
    return replica.accepted(commit.commit().id()).map(AcceptedId::position).orElse(-1L) == position
        && database.floorValue(Column.TIMES, IndexKeys.number(commit.time().toEpochMilli())) != null
        && !CommitSlices.needed(commit.commit(), CommitValue.recordBytes(value.length))
        && inTree(new LogEntry(position, commit.time(), commit.recordHash()))
        && commit.commit().appends().stream().allMatch(append -> sound(append, position));
  }

  /** The commit, or of a large one its first slice: a start must not take long over some MiB. */
  private RecordedCommit sample(long position, byte[] value) {
    Optional<CommitSlices.Slice> slice =
        CommitValue.recordBytes(value.length) > CommitSlices.WHOLE_BYTES
            ? new CommitSlices(database, codec).of(new EventPlace(position, 0, 0))
            : Optional.empty();
    return slice
        .map(CommitSlices.Slice::part)
        .orElseGet(() -> CommitValue.decode(codec, position, value));
  }

  private boolean inTree(LogEntry entry) {
    byte[] kept = ReplicaTiles.hash(database, 0, entry.position());
    return kept != null && Arrays.equals(kept, new MerkleHasher().leaf(entry.bytes()));
  }

  private boolean sound(Append append, long position) {
    byte[] place =
        database.get(
            Column.STREAMS, IndexKeys.streamEvent(append.stream(), append.firstSequence()));
    return place != null
        && EventPlace.from(ByteBuffer.wrap(place)).position() == position
        && replica.head(append.stream()) >= append.firstSequence() + append.events().size() - 1;
  }
}
