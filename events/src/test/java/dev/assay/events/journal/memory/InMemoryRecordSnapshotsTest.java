package dev.assay.events.journal.memory;

import dev.assay.events.journal.RecordSnapshotContract;
import dev.assay.events.journal.RecordSnapshotStore;

class InMemoryRecordSnapshotsTest extends RecordSnapshotContract {

  @Override
  protected RecordSnapshotStore newStore() {
    return new InMemoryRecordSnapshots();
  }
}
