package dev.assay.standalone.atomicity;

import dev.assay.projections.store.ViewStore;
import dev.assay.projections.store.rocksdb.RocksDbViewStore;
import java.nio.file.Path;

class AtomicityTest extends AtomicityContract {

  @Override
  ViewStore openStore(Path directory) {
    return RocksDbViewStore.open(directory);
  }

  @Override
  int fewRounds() {
    return 30;
  }
}
