package dev.assay.projections.store;

import java.util.List;

/**
 * Collections that share one watermark, so that they always agree with each other.
 *
 * @param name unique within the store: letters, digits and underscores
 * @param schemaVersion raised whenever documents, keys or folds change so that what was kept no
 *     longer fits
 */
public record ViewGroup(String name, int schemaVersion, List<CollectionSpec<?>> collections) {

  /**
   * @throws IllegalArgumentException if the name is no plain word or two collections share one
   */
  public ViewGroup {
    Names.check("group", name);
    collections = List.copyOf(collections);
    if (collections.stream().map(CollectionSpec::name).distinct().count() != collections.size()) {
      throw new IllegalArgumentException(
          "collections of " + name + ": a name twice (expected: each once)");
    }
  }
}
