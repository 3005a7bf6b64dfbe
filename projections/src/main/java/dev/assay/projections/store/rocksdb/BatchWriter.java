package dev.assay.projections.store.rocksdb;

import dev.assay.projections.store.Generation;
import dev.assay.projections.store.ViewBatch;
import java.util.Arrays;
import java.util.List;
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
      byte[] key = Keyspace.utf8(change.getKey());
      byte[] at = Keyspace.join(documents, key);
      var before = placesBefore(changes, change.getKey(), at);
      var now =
          change
              .getValue()
              .map(document -> StoredDocument.of(collection, change.getKey(), document));
      move(indexes, before, now.map(StoredDocument::places).orElse(List.of()), key);
      if (now.isPresent()) {
        target.put(at, now.get().toBytes());
      } else {
        target.delete(at);
      }
    }
  }

  /** Where a document stood, from what is known of it or else by a look; empty for nowhere. */
  @SuppressWarnings("OptionalAssignedToNull") // not known is not the same as not there
  private <T> List<byte[]> placesBefore(ViewBatch.Changes<T> changes, String key, byte[] at) {
    var collection = changes.collection();
    var known = changes.before().get(key);
    if (known != null) {
      return known
          .map(document -> StoredDocument.placesOf(collection, key, document))
          .orElse(List.of());
    }
    byte @Nullable [] stored = database.<byte @Nullable []>call(db -> db.get(at));
    return stored == null ? List.of() : StoredDocument.placesOf(collection, stored);
  }

  private void move(List<byte[]> indexes, List<byte[]> before, List<byte[]> now, byte[] key)
      throws RocksDBException {
    for (int i = 0; i < indexes.size(); i++) {
      byte[] from = before.isEmpty() ? StoredDocument.NOWHERE : before.get(i);
      byte[] to = now.isEmpty() ? StoredDocument.NOWHERE : now.get(i);
      move(indexes.get(i), from, to, key);
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
