package dev.assay.projections.views;

import dev.assay.projections.store.CollectionSpec;
import dev.assay.projections.store.Generation;
import dev.assay.projections.store.IndexKey;
import dev.assay.projections.store.IndexSpec;
import dev.assay.projections.store.Scan;
import dev.assay.projections.store.ViewBatch;
import dev.assay.projections.store.ViewSnapshot;
import dev.assay.projections.store.ViewStore;
import dev.assay.projections.store.Watermark;
import dev.assay.projections.store.WatermarkMovedException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Changes in the making, over the documents as they stood at the watermark before. For use by one
 * thread.
 */
final class RecordBatch implements AutoCloseable {

  private static final int SCAN_PAGE = 256;
  private static final int LAST_PAGE = 4;

  private final ViewStore store;
  private final Generation generation;
  private final Watermark before;
  private final RecordCache cache;
  private final ViewBatch changes = new ViewBatch();
  private @Nullable ViewSnapshot snapshot;

  RecordBatch(ViewStore store, Generation generation, Watermark before, RecordCache cache) {
    this.store = store;
    this.generation = generation;
    this.before = before;
    this.cache = cache;
  }

  ViewBatch changes() {
    return changes;
  }

  /** Says how many documents it is about to touch. */
  void expect(int documents) {
    cache.makeRoomFor(documents);
  }

  /** Fetches documents together that will be asked for, as far as they are not known. */
  <T> void fetch(CollectionSpec<T> collection, Set<String> keys) {
    var unknown = keys.stream().filter(key -> cache.get(collection, key) == null).toList();
    if (!unknown.isEmpty()) {
      var found = snapshot().getAll(collection, unknown);
      unknown.forEach(key -> cache.put(collection, key, Optional.ofNullable(found.get(key))));
    }
  }

  /** The document as it is within the batch, null if there is none. */
  <T> @Nullable T get(CollectionSpec<T> collection, String key) {
    var changed = changes.change(collection, key);
    var found = changed != null ? changed : cache.get(collection, key);
    if (found == null) {
      found = snapshot().get(collection, key);
      cache.put(collection, key, found);
    }
    return found.orElse(null);
  }

  /** Puts a document whose key nothing has had before. */
  <T> void add(CollectionSpec<T> collection, T document) {
    changes.before(collection, collection.key().apply(document), Optional.empty());
    changes.put(collection, document);
  }

  <T> void put(CollectionSpec<T> collection, T document) {
    tellBefore(collection, collection.key().apply(document));
    changes.put(collection, document);
  }

  <T> void delete(CollectionSpec<T> collection, String key) {
    tellBefore(collection, key);
    changes.delete(collection, key);
  }

  /** What is cached is what stood there before the batch, until the batch has been applied. */
  private <T> void tellBefore(CollectionSpec<T> collection, String key) {
    var before = cache.get(collection, key);
    if (before != null) {
      changes.before(collection, key, before);
    }
  }

  /**
   * Folds one document: a result that is the very document given changes nothing, null removes it.
   *
   * @param fold from the document, or null, to the next, or null
   */
  <T> void fold(CollectionSpec<T> collection, String key, NullableFold<T> fold) {
    T current = get(collection, key);
    T next = fold.apply(current);
    if (next == null && current != null) {
      delete(collection, key);
    } else if (next != null && next != current) {
      put(collection, next);
    }
  }

  /** A fold over a document that may not be there. */
  interface NullableFold<T> {
    @Nullable T apply(@Nullable T current);
  }

  /** The keys of the documents in a part of an index, as it is within the batch. */
  <T> Set<String> keys(CollectionSpec<T> collection, IndexSpec<T> index, IndexKey prefix) {
    return documents(collection, index, prefix).keySet();
  }

  /** The documents in a part of an index by their keys, as it is within the batch. */
  <T> Map<String, T> documents(CollectionSpec<T> collection, IndexSpec<T> index, IndexKey prefix) {
    var documents = new LinkedHashMap<String, T>();
    var scan = Scan.of(index, prefix, SCAN_PAGE);
    List<T> page;
    do {
      page = snapshot().scan(collection, scan);
      page.forEach(document -> documents.put(collection.key().apply(document), document));
      if (!page.isEmpty()) {
        scan = scan.after(placeOf(collection, index, page.getLast()));
      }
    } while (page.size() == SCAN_PAGE);
    changes
        .changes(collection)
        .byKey()
        .forEach((key, document) -> {
          if (document.flatMap(index.key()).filter(at -> at.startsWith(prefix)).isPresent()) {
            documents.put(key, document.get());
          } else {
            documents.remove(key);
          }
        });
    return documents;
  }

  /**
   * The document that stands last in a part of an index, as it is within the batch.
   *
   * @param order that of the index
   * @param aside key of a document that does not count
   */
  <T> Optional<T> last(
      CollectionSpec<T> collection,
      IndexSpec<T> index,
      IndexKey prefix,
      Comparator<T> order,
      String aside) {
    var changed = changes.changes(collection).byKey();
    Stream<T> fresh =
        changed.entrySet().stream()
            .filter(entry -> !entry.getKey().equals(aside))
            .flatMap(entry -> entry.getValue().stream())
            .filter(document ->
                index.key().apply(document).filter(at -> at.startsWith(prefix)).isPresent());
    return Stream.concat(fresh, lastKept(collection, index, prefix, aside).stream()).max(order);
  }

  /** The same among the documents that the batch does not change. */
  private <T> Optional<T> lastKept(
      CollectionSpec<T> collection, IndexSpec<T> index, IndexKey prefix, String aside) {
    var changed = changes.changes(collection).byKey();
    var scan = Scan.of(index, prefix, LAST_PAGE).descending();
    List<T> page;
    do {
      page = snapshot().scan(collection, scan);
      for (var document : page) {
        String key = collection.key().apply(document);
        if (!changed.containsKey(key) && !key.equals(aside)) {
          return Optional.of(document);
        }
      }
      if (!page.isEmpty()) {
        scan = scan.after(placeOf(collection, index, page.getLast()));
      }
    } while (page.size() == LAST_PAGE);
    return Optional.empty();
  }

  private static <T> Scan.After placeOf(
      CollectionSpec<T> collection, IndexSpec<T> index, T document) {
    var key = index.key().apply(document).orElse(IndexKey.EMPTY);
    return new Scan.After(key, collection.key().apply(document));
  }

  private ViewSnapshot snapshot() {
    if (snapshot == null) {
      snapshot =
          store.snapshot(generation).orElseThrow(() -> new WatermarkMovedException(before, null));
      if (!snapshot.watermark().equals(before)) {
        throw new WatermarkMovedException(before, snapshot.watermark());
      }
    }
    return snapshot;
  }

  @Override
  public void close() {
    if (snapshot != null) {
      snapshot.close();
      snapshot = null;
    }
    cache.shrink();
  }
}
