package dev.assay.projections.store;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Changes that are applied together; the last change of a document counts. For use by one thread.
 */
public final class ViewBatch {

  private final Map<String, Changes<?>> collections = new LinkedHashMap<>();

  /**
   * Says what stands under a key before the batch, so that the store need not look. It must be true
   * at the watermark that the batch is applied to; the first word counts.
   *
   * @param before the document, empty for none
   */
  public <T> void before(CollectionSpec<T> collection, String key, Optional<T> before) {
    changes(collection).before.putIfAbsent(key, before);
  }

  /** Puts a document, in place of the one with the same key if there is one. */
  public <T> void put(CollectionSpec<T> collection, T document) {
    changes(collection).byKey.put(collection.key().apply(document), Optional.of(document));
  }

  /** Removes the document with a key if there is one. */
  public <T> void delete(CollectionSpec<T> collection, String key) {
    changes(collection).byKey.put(key, Optional.empty());
  }

  /** What the batch does to a document: null if nothing, empty if it removes it. */
  @SuppressWarnings("OptionalAssignedToNull")
  public <T> @Nullable Optional<T> change(CollectionSpec<T> collection, String key) {
    return changes(collection).byKey.get(key);
  }

  /** The changes by collection. */
  public Collection<Changes<?>> collections() {
    return collections.values();
  }

  /** The changes of one collection by document key; an empty value removes the document. */
  @SuppressWarnings("unchecked") // a name stands for one collection within a group
  public <T> Changes<T> changes(CollectionSpec<T> collection) {
    return (Changes<T>)
        collections.computeIfAbsent(
            collection.name(),
            name -> new Changes<>(collection, new LinkedHashMap<>(), new HashMap<>()));
  }

  public boolean isEmpty() {
    return collections.values().stream().allMatch(changes -> changes.byKey.isEmpty());
  }

  /**
   * The changes of one collection.
   *
   * @param byKey the new document by key, empty for a removal
   * @param before what stood there, by key, empty for nothing; no entry where that is not known
   */
  public record Changes<T>(
      CollectionSpec<T> collection,
      Map<String, Optional<T>> byKey,
      Map<String, Optional<T>> before) {}
}
