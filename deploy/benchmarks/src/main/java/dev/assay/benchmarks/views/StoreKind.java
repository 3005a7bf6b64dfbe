package dev.assay.benchmarks.views;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.assay.projections.store.ViewStore;
import dev.assay.projections.store.mongodb.MongoViewStore;
import dev.assay.projections.store.rocksdb.RocksDbViewStore;
import java.nio.file.Path;

/** A kind of store, empty each time that it is opened. */
sealed interface StoreKind {

  ViewStore openViews(Path directory);

  /**
   * Opens the baseline.
   *
   * @throws Exception if the store cannot be opened
   */
  RawStore openRaw(Path directory) throws Exception;

  /** The embedded default. */
  record RocksDb() implements StoreKind {
    @Override
    public ViewStore openViews(Path directory) {
      return RocksDbViewStore.open(directory);
    }

    @Override
    public RawStore openRaw(Path directory) throws Exception {
      return new RawRocksDb(directory);
    }

    @Override
    public String toString() {
      return "RocksDB";
    }
  }

  /**
   * A replica set that is there already.
   *
   * @param uri of the replica set
   */
  record Mongo(String uri) implements StoreKind {

    private static final String VIEWS = "assay_bench_views";
    private static final String RAW = "assay_bench_raw";

    @Override
    public ViewStore openViews(Path directory) {
      try (MongoClient client = MongoClients.create(uri)) {
        client.getDatabase(VIEWS).drop();
      }
      return MongoViewStore.open(uri, VIEWS);
    }

    @Override
    public RawStore openRaw(Path directory) {
      return new RawMongo(uri, RAW);
    }

    @Override
    public String toString() {
      return "MongoDB";
    }
  }
}
