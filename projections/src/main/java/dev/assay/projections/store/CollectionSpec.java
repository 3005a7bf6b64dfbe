package dev.assay.projections.store;

import java.util.List;
import java.util.function.Function;

/**
 * A collection of documents of one type.
 *
 * @param <T> the document
 * @param name unique within the group: letters, digits and underscores
 * @param codec how documents become bytes
 * @param key identity of a document
 * @param indexes the orders in which it can be scanned
 */
public record CollectionSpec<T>(
    String name, DocumentCodec<T> codec, Function<T, String> key, List<IndexSpec<T>> indexes) {

  /**
   * @throws IllegalArgumentException if the name is no plain word or two indexes share one
   */
  public CollectionSpec {
    Names.check("collection", name);
    indexes = List.copyOf(indexes);
    if (indexes.stream().map(IndexSpec::name).distinct().count() != indexes.size()) {
      throw new IllegalArgumentException(
          "indexes of " + name + ": a name twice (expected: each once)");
    }
  }

  /**
   * @throws IllegalArgumentException if the collection has no such index
   */
  public void requireIndex(IndexSpec<T> index) {
    if (!indexes.contains(index)) {
      throw new IllegalArgumentException(
          "index: " + index.name() + " (expected: one of " + name + ")");
    }
  }
}
