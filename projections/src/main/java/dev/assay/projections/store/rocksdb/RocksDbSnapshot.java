package dev.assay.projections.store.rocksdb;

import dev.assay.projections.store.CollectionSpec;
import dev.assay.projections.store.Generation;
import dev.assay.projections.store.IndexKey;
import dev.assay.projections.store.IndexSpec;
import dev.assay.projections.store.Scan;
import dev.assay.projections.store.Scan.Direction;
import dev.assay.projections.store.ViewSnapshot;
import dev.assay.projections.store.Watermark;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/** A RocksDB snapshot of one generation. */
final class RocksDbSnapshot implements ViewSnapshot {

  private final Database database;
  private final SnapshotReads reads;
  private final Generation generation;
  private final Watermark watermark;

  RocksDbSnapshot(
      Database database, SnapshotReads reads, Generation generation, Watermark watermark) {
    this.database = database;
    this.reads = reads;
    this.generation = generation;
    this.watermark = watermark;
  }

  @Override
  public Watermark watermark() {
    return watermark;
  }

  @Override
  public <T> Optional<T> get(CollectionSpec<T> collection, String key) {
    byte[] at = Keyspace.join(Keyspace.documents(generation, collection), Keyspace.utf8(key));
    byte @Nullable [] stored = reads.get(at);
    return stored == null
        ? Optional.empty()
        : Optional.of(database.decoded().of(collection, stored));
  }

  @Override
  public <T> Map<String, T> getAll(CollectionSpec<T> collection, Collection<String> keys) {
    byte[] documents = Keyspace.documents(generation, collection);
    var stored =
        reads.getAll(
            keys.stream().map(key -> Keyspace.join(documents, Keyspace.utf8(key))).toList());
    var found = new HashMap<String, T>();
    var each = stored.iterator();
    for (var key : keys) {
      byte @Nullable [] bytes = each.next();
      if (bytes != null) {
        found.put(key, StoredDocument.decode(collection, bytes));
      }
    }
    return found;
  }

  @Override
  public <T> List<T> scan(CollectionSpec<T> collection, Scan<T> scan) {
    collection.requireIndex(scan.index());
    byte[] documents = Keyspace.documents(generation, collection);
    var keys =
        database.call(db -> keys(db, collection, scan)).stream()
            .map(key -> Keyspace.join(documents, key))
            .toList();
    return reads.getAll(keys).stream()
        .map(stored -> database.decoded().of(collection, Objects.requireNonNull(stored)))
        .toList();
  }

  private <T> List<byte[]> keys(RocksDB db, CollectionSpec<T> collection, Scan<T> scan)
      throws RocksDBException {
    byte[] index = Keyspace.index(generation, collection, scan.index());
    byte[] prefix = Keyspace.join(index, OrderedBytes.of(scan.prefix()));
    byte @Nullable [] after =
        scan.after() == null
            ? null
            : Keyspace.join(index, OrderedBytes.of(scan.after().key(), scan.after().documentKey()));
    boolean up = scan.direction() == Direction.ASCENDING;
    var keys = new ArrayList<byte[]>();
    try (var iterator = db.newIterator(reads.options())) {
      seek(iterator, prefix, after, up);
      while (keys.size() < scan.limit()
          && iterator.isValid()
          && Keyspace.startsWith(iterator.key(), prefix)) {
        keys.add(iterator.value());
        step(iterator, up);
      }
      iterator.status();
    }
    return keys;
  }

  private static void seek(
      RocksIterator iterator, byte[] prefix, byte @Nullable [] after, boolean up) {
    if (up) {
      boolean behind = after != null && Arrays.compareUnsigned(after, prefix) > 0;
      iterator.seek(behind ? Objects.requireNonNull(after) : prefix);
    } else {
      byte[] end = Keyspace.join(prefix, new byte[] {OrderedBytes.ABOVE});
      boolean before = after != null && Arrays.compareUnsigned(after, end) < 0;
      iterator.seekForPrev(before ? Objects.requireNonNull(after) : end);
    }
    if (after != null && iterator.isValid() && Arrays.equals(iterator.key(), after)) {
      step(iterator, up);
    }
  }

  private static void step(RocksIterator iterator, boolean up) {
    if (up) {
      iterator.next();
    } else {
      iterator.prev();
    }
  }

  @Override
  public <T> long count(CollectionSpec<T> collection, IndexSpec<T> index, IndexKey prefix) {
    collection.requireIndex(index);
    var all = Scan.of(index, prefix, Integer.MAX_VALUE);
    return database.call(db -> keys(db, collection, all)).size();
  }

  @Override
  public void close() {
    reads.close();
  }

  /** Raw reads of one RocksDB snapshot. For use by one thread. */
  static final class SnapshotReads implements AutoCloseable {

    private final Database database;
    private final org.rocksdb.Snapshot snapshot;
    private final ReadOptions options;
    private boolean closed;

    SnapshotReads(Database database) {
      this.database = database;
      this.snapshot = database.call(RocksDB::getSnapshot);
      this.options = new ReadOptions().setSnapshot(snapshot);
    }

    ReadOptions options() {
      return options;
    }

    byte @Nullable [] get(byte[] key) {
      return database.<byte @Nullable []>call(db -> db.get(options, key));
    }

    /** One entry per key; null, whatever the type says, for one that is not there. */
    List<byte[]> getAll(List<byte[]> keys) {
      return keys.isEmpty() ? List.of() : database.call(db -> db.multiGetAsList(options, keys));
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        options.close();
        database.unlessClosed(db -> {
          db.releaseSnapshot(snapshot);
          return true;
        });
      }
    }
  }
}
