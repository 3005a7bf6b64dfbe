package dev.assay.events.journal.replica;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.assay.events.journal.RecordSnapshotStore;
import dev.assay.events.journal.replica.IndexScan.Row;
import java.util.Arrays;
import java.util.Optional;

/** Record snapshots in the index, so that they are dropped with it. */
final class ReplicaRecordSnapshots implements RecordSnapshotStore {

  private static final byte[] SCHEMA = "record-snapshots".getBytes(UTF_8);

  private final IndexDatabase database;

  ReplicaRecordSnapshots(IndexDatabase database) {
    this.database = database;
  }

  @Override
  public void begin(String schema) {
    byte[] wanted = schema.getBytes(UTF_8);
    if (!Arrays.equals(database.get(Column.META, SCHEMA), wanted)) {
      database.clear(Column.RECORD_SNAPSHOTS);
      database.put(Column.META, SCHEMA, wanted);
    }
  }

  @Override
  public void put(String fold, long position, byte[] state) {
    database.put(Column.RECORD_SNAPSHOTS, IndexKeys.foldState(fold, position), state);
  }

  @Override
  public Optional<RecordSnapshot> floor(String fold, long position) {
    // Keys are compared without a sign.
    return position < 0 ? Optional.empty() : found(fold, position);
  }

  private Optional<RecordSnapshot> found(String fold, long position) {
    byte[] prefix = IndexKeys.foldStates(fold);
    byte[] from = IndexKeys.foldState(fold, position);
    return Optional.ofNullable(database.floor(Column.RECORD_SNAPSHOTS, from))
        .filter(row -> row.key().length == from.length && IndexKeys.startsWith(row.key(), prefix))
        .map(row -> found(row, prefix.length));
  }

  private static RecordSnapshot found(Row row, int prefixLength) {
    byte[] position = Arrays.copyOfRange(row.key(), prefixLength, row.key().length);
    return new RecordSnapshot(IndexKeys.number(position), row.value());
  }

  @Override
  public void drop(String fold, long position) {
    database.delete(Column.RECORD_SNAPSHOTS, IndexKeys.foldState(fold, position));
  }
}
