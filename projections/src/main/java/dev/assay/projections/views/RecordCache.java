package dev.assay.projections.views;

import dev.assay.projections.store.CollectionSpec;
import dev.assay.projections.store.ViewBatch;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The documents that an owner wrote or read last, true as long as nobody else moved the watermark:
 * the owner empties it whenever a batch fails or the watermark is fetched anew. For use by one
 * thread.
 */
final class RecordCache {

  private record Key(String collection, String key) {}

  private final LinkedHashMap<Key, Optional<?>> documents;
  private final int capacity;
  private int room;

  RecordCache(int capacity) {
    this.documents = new LinkedHashMap<>(capacity * 2, 0.75f, true);
    this.capacity = capacity;
    this.room = capacity;
  }

  /**
   * Makes room for the documents of a batch, however many: none of them may be dropped before the
   * batch is done with it.
   */
  void makeRoomFor(int more) {
    room = capacity + more;
  }

  /** Goes back to its own capacity. */
  void shrink() {
    room = capacity;
    dropEldest();
  }

  private void dropEldest() {
    while (documents.size() > room) {
      documents.pollFirstEntry();
    }
  }

  /** Null if nothing is known, empty if there is no such document. */
  @SuppressWarnings({"unchecked", "OptionalAssignedToNull"}) // a name stands for one collection
  <T> @Nullable Optional<T> get(CollectionSpec<T> collection, String key) {
    return (Optional<T>) documents.get(new Key(collection.name(), key));
  }

  <T> void put(CollectionSpec<T> collection, String key, Optional<T> document) {
    documents.put(new Key(collection.name(), key), document);
    dropEldest();
  }

  /**
   * @param kept which collections are worth it
   */
  void putAll(ViewBatch batch, Predicate<CollectionSpec<?>> kept) {
    batch.collections().stream()
        .filter(changes -> kept.test(changes.collection()))
        .forEach(this::putAll);
  }

  private <T> void putAll(ViewBatch.Changes<T> changes) {
    changes.byKey().forEach((key, document) -> put(changes.collection(), key, document));
  }

  void clear() {
    documents.clear();
  }
}
