package dev.assay.projections.store;

import org.jspecify.annotations.Nullable;

/**
 * Which documents are asked for, and in which order.
 *
 * @param <T> the document
 * @param prefix what the index keys begin with
 * @param after the documents behind this one, in the order asked for; null for all
 * @param limit how many at most, at least 1
 */
public record Scan<T>(
    IndexSpec<T> index, IndexKey prefix, @Nullable After after, Direction direction, int limit) {

  /** Up or down the index. */
  public enum Direction {
    ASCENDING,
    DESCENDING;

    public Direction reversed() {
      return this == ASCENDING ? DESCENDING : ASCENDING;
    }
  }

  /**
   * Place of a document in an index; the document need not be there any more.
   *
   * @param key its index key, in full
   * @param documentKey its own key
   */
  public record After(IndexKey key, String documentKey) {}

  /**
   * @throws IllegalArgumentException if the limit is below 1
   */
  public Scan {
    if (limit < 1) {
      throw new IllegalArgumentException("limit: " + limit + " (expected: >= 1)");
    }
  }

  /** The documents whose index keys begin with a prefix, upwards, from the first. */
  public static <T> Scan<T> of(IndexSpec<T> index, IndexKey prefix, int limit) {
    return new Scan<>(index, prefix, null, Direction.ASCENDING, limit);
  }

  public Scan<T> descending() {
    return new Scan<>(index, prefix, after, Direction.DESCENDING, limit);
  }

  public Scan<T> after(After place) {
    return new Scan<>(index, prefix, place, direction, limit);
  }
}
