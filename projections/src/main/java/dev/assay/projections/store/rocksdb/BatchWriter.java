package dev.assay.projections.store.rocksdb;

import dev.assay.projections.store.CollectionSpec;
import dev.assay.projections.store.Generation;
import dev.assay.projections.store.ViewBatch;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/**
 * Writes the changes of a batch, and what they mean for the indexes, into a RocksDB write batch.
 */
final class BatchWriter {

  private final Database database;
  private final Generation generation;
  private final WriteBatch target;

  BatchWriter(Database database, Generation generation, WriteBatch target) {
    this.database = database;
    this.generation = generation;
    this.target = target;
  }

  void write(ViewBatch batch) throws RocksDBException {
    for (var changes : batch.collections()) {
      write(changes);
    }
  }

  private <T> void write(ViewBatch.Changes<T> changes) throws RocksDBException {
    var collection = changes.collection();
    byte[] documents = Keyspace.documents(generation, collection);
    var indexes =
        collection.indexes().stream()
            .map(index -> Keyspace.index(generation, collection, index))
            .toList();
    for (var change : changes.byKey().entrySet()) {
      write(collection, documents, indexes, change.getKey(), change.getValue());
    }
  }

  private <T> void write(
      CollectionSpec<T> collection,
      byte[] documents,
      List<byte[]> indexes,
      String key,
      Optional<T> document)
      throws RocksDBException {
    byte[] keyBytes = Keyspace.utf8(key);
    byte[] at = Keyspace.join(documents, keyBytes);
    byte @Nullable [] old = database.<byte @Nullable []>call(db -> db.get(at));
    var before = old == null ? null : StoredDocument.placesOf(collection, old);
    var now = document.map(present -> StoredDocument.of(collection, key, present)).orElse(null);
    for (int i = 0; i < indexes.size(); i++) {
      byte[] from = before == null ? new byte[0] : before.get(i);
      byte[] to = now == null ? new byte[0] : now.places().get(i);
      move(indexes.get(i), from, to, keyBytes);
    }
    if (now != null) {
      target.put(at, now.toBytes());
    } else if (old != null) {
      target.delete(at);
    }
  }

  private void move(byte[] index, byte[] from, byte[] to, byte[] key) throws RocksDBException {
    if (Arrays.equals(from, to)) {
      return;
    }
    if (from.length > 0) {
      target.delete(Keyspace.join(index, from));
    }
    if (to.length > 0) {
      target.put(Keyspace.join(index, to), key);
    }
  }
}
