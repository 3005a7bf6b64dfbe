package dev.assay.benchmarks.audit;

import com.mongodb.client.MongoClients;
import dev.assay.projections.store.ViewStore;
import dev.assay.projections.store.mongodb.MongoViewStore;
import dev.assay.projections.store.rocksdb.RocksDbViewStore;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/**
 * A kind of store.
 *
 * @param opening opens an empty one; a directory is given for those that need one
 */
record MeasuredStore(String name, Function<Path, ViewStore> opening) {

  private static final String DATABASE = "assay_bench_audit";

  /**
   * @param mongoUri replica set to measure as well, empty for none
   */
  static List<MeasuredStore> all(String mongoUri) {
    MeasuredStore embedded = new MeasuredStore("RocksDB", RocksDbViewStore::open);
    return mongoUri.isEmpty()
        ? List.of(embedded)
        : List.of(embedded, new MeasuredStore("MongoDB", _ -> inMongo(mongoUri)));
  }

  private static ViewStore inMongo(String uri) {
    try (var client = MongoClients.create(uri)) {
      client.getDatabase(DATABASE).drop();
    }
    return MongoViewStore.open(uri, DATABASE);
  }

  ViewStore open(Path directory) {
    return opening.apply(directory);
  }
}
