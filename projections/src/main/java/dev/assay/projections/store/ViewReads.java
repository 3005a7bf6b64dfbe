package dev.assay.projections.store;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Documents as they can be read. */
public interface ViewReads {

  /**
   * The document with a key.
   *
   * @throws ViewStoreException if the store cannot be read
   */
  <T> Optional<T> get(CollectionSpec<T> collection, String key);

  /**
   * The documents with these keys, by key; those that are not there are left out.
   *
   * @throws ViewStoreException if the store cannot be read
   */
  <T> Map<String, T> getAll(CollectionSpec<T> collection, Collection<String> keys);

  /**
   * The documents of a part of an index, in its order.
   *
   * @throws IllegalArgumentException if the collection has no such index
   * @throws ViewStoreException if the store cannot be read
   */
  <T> List<T> scan(CollectionSpec<T> collection, Scan<T> scan);

  /**
   * How many documents there are in a part of an index. Takes time for each of them.
   *
   * @throws IllegalArgumentException if the collection has no such index
   * @throws ViewStoreException if the store cannot be read
   */
  <T> long count(CollectionSpec<T> collection, IndexSpec<T> index, IndexKey prefix);
}
