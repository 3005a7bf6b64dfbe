package dev.assay.projections.views;

import dev.assay.projections.store.ViewStore;
import dev.assay.projections.store.rocksdb.RocksDbViewStore;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class AuditViewsTest extends AuditViewsContract {

  @TempDir private Path directory;

  @Override
  ViewStore openStore() {
    return RocksDbViewStore.open(directory);
  }
}
