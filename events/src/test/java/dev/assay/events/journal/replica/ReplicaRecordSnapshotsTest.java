package dev.assay.events.journal.replica;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.events.journal.RecordSnapshotContract;
import dev.assay.events.journal.RecordSnapshotStore;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDBException;

class ReplicaRecordSnapshotsTest extends RecordSnapshotContract {

  @TempDir private Path directory;
  private IndexDatabase database;

  @BeforeEach
  void open() throws RocksDBException {
    database = IndexDatabase.open(directory);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  protected RecordSnapshotStore newStore() {
    return new ReplicaRecordSnapshots(database);
  }

  @Test
  void givenStates_whenTheIndexIsOpenedAgain_thenKept() throws RocksDBException {
    RecordSnapshotStore before = newStore();
    before.begin("1");
    before.put("fold", 5, new byte[] {1});
    database.close();
    open();
    RecordSnapshotStore after = newStore();
    after.begin("1");

    assertThat(after.floor("fold", 9)).isPresent();
  }
}
