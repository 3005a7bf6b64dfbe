package dev.assay.projections.store;

import java.util.Optional;
import java.util.function.Function;

/**
 * An order in which the documents of a collection can be scanned. Documents with equal keys are
 * ordered by their own key.
 *
 * @param <T> the document
 * @param name unique within the collection: letters, digits and underscores
 * @param key where a document stands, empty for a document that this index leaves out; depends on
 *     nothing but the document
 */
public record IndexSpec<T>(String name, Function<T, Optional<IndexKey>> key) {

  /**
   * @throws IllegalArgumentException if the name is no plain word
   */
  public IndexSpec {
    Names.check("index", name);
  }

  /** Whether two documents stand in the same place, or in none. */
  public boolean samePlace(T one, T other) {
    return key.apply(one).equals(key.apply(other));
  }

  /** An index that every document stands in. */
  public static <T> IndexSpec<T> of(String name, Function<T, IndexKey> key) {
    return new IndexSpec<>(name, document -> Optional.of(key.apply(document)));
  }
}
