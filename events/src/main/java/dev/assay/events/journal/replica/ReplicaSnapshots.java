package dev.assay.events.journal.replica;

import dev.assay.events.journal.SnapshotStore;
import dev.assay.events.journal.StreamName;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** Aggregate snapshots in the index, so that they are dropped with it. */
final class ReplicaSnapshots implements SnapshotStore {

  private final IndexDatabase database;

  ReplicaSnapshots(IndexDatabase database) {
    this.database = database;
  }

  @Override
  public void put(StreamName stream, long sequence, byte[] state) {
    byte[] value =
        ByteBuffer.allocate(Long.BYTES + state.length).putLong(sequence).put(state).array();
    database.put(Column.SNAPSHOTS, IndexKeys.stream(stream), value);
  }

  @Override
  public Optional<AggregateSnapshot> get(StreamName stream) {
    return Optional.ofNullable(database.get(Column.SNAPSHOTS, IndexKeys.stream(stream)))
        .map(value ->
            new AggregateSnapshot(
                ByteBuffer.wrap(value).getLong(),
                Arrays.copyOfRange(value, Long.BYTES, value.length)));
  }
}
