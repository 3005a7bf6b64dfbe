package dev.assay.events.journal.replica;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.assay.events.journal.RecordSnapshotStore;
import dev.assay.events.journal.replica.IndexScan.Row;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Record snapshots in the index, so that they are dropped with it. A large state lies in a column
 * of its own, under the same key, and its row is empty: whoever looks for a neighbour of it must
 * not read it. Small ones begin with a byte.
 */
final class ReplicaRecordSnapshots implements RecordSnapshotStore {

  private static final byte[] SCHEMA = "record-snapshots".getBytes(UTF_8);
  private static final byte[] ELSEWHERE = {};
  private static final int SMALL_BYTES = 4 * 1024;

  private final IndexDatabase database;

  ReplicaRecordSnapshots(IndexDatabase database) {
    this.database = database;
  }

  @Override
  public void begin(String schema) {
    byte[] wanted = schema.getBytes(UTF_8);
    if (!Arrays.equals(database.get(Column.META, SCHEMA), wanted)) {
      database.clear(Column.RECORD_SNAPSHOTS);
      database.clear(Column.LARGE_SNAPSHOTS);
      database.put(Column.META, SCHEMA, wanted);
    }
  }

  @Override
  public void put(String fold, long position, byte[] state) {
    byte[] key = IndexKeys.foldState(fold, position);
    if (state.length < SMALL_BYTES) {
      byte[] row = new byte[1 + state.length];
      System.arraycopy(state, 0, row, 1, state.length);
      database.put(Column.RECORD_SNAPSHOTS, key, row);
    } else {
      database.put(Column.LARGE_SNAPSHOTS, key, state);
      database.put(Column.RECORD_SNAPSHOTS, key, ELSEWHERE);
    }
  }

  @Override
  public Optional<RecordSnapshot> floor(String fold, long position) {
    // Keys are compared without a sign.
    return position < 0 ? Optional.empty() : found(fold, position);
  }

  private Optional<RecordSnapshot> found(String fold, long position) {
    byte[] prefix = IndexKeys.foldStates(fold);
    byte[] from = IndexKeys.foldState(fold, position);
    Row row = database.floor(Column.RECORD_SNAPSHOTS, from);
    if (row == null
        || row.key().length != from.length
        || !IndexKeys.startsWith(row.key(), prefix)) {
      return Optional.empty();
    }
    byte[] at = Arrays.copyOfRange(row.key(), prefix.length, row.key().length);
    return Optional.of(new RecordSnapshot(IndexKeys.number(at), state(row)));
  }

  /** Empty where a large state is missing: nobody can read that. */
  private byte[] state(Row row) {
    if (row.value().length > 0) {
      return Arrays.copyOfRange(row.value(), 1, row.value().length);
    }
    byte @Nullable [] large = database.get(Column.LARGE_SNAPSHOTS, row.key());
    return large == null ? ELSEWHERE : large;
  }

  @Override
  public void drop(String fold, long position) {
    byte[] key = IndexKeys.foldState(fold, position);
    database.delete(Column.RECORD_SNAPSHOTS, key);
    database.delete(Column.LARGE_SNAPSHOTS, key);
  }
}
