package dev.assay.projections.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where a document stands in an index: parts, compared one after the other; a key that another
 * begins with comes before it.
 */
public record IndexKey(List<KeyPart> parts) {

  /** Begins every key. */
  public static final IndexKey EMPTY = new IndexKey(List.of());

  public IndexKey {
    parts = List.copyOf(parts);
  }

  /**
   * A key of these parts.
   *
   * @param parts texts, integers and instants (of which the milliseconds count)
   * @throws IllegalArgumentException if a part is of another type
   */
  public static IndexKey of(Object... parts) {
    var all = new ArrayList<KeyPart>(parts.length);
    for (var part : parts) {
      all.add(part(part));
    }
    return new IndexKey(all);
  }

  /**
   * This key with more parts behind.
   *
   * @throws IllegalArgumentException if a part is of a type that {@link #of} does not take
   */
  public IndexKey with(Object... more) {
    var all = new ArrayList<>(parts);
    Stream.of(more).map(IndexKey::part).forEach(all::add);
    return new IndexKey(all);
  }

  /** Whether this key begins with all parts of another. */
  public boolean startsWith(IndexKey prefix) {
    return parts.size() >= prefix.parts.size()
        && parts.subList(0, prefix.parts.size()).equals(prefix.parts);
  }

  private static KeyPart part(Object part) {
    return switch (part) {
      case String text -> new KeyPart.Text(text);
      case Long number -> new KeyPart.Number(number);
      case Integer number -> new KeyPart.Number(number);
      case Instant instant -> new KeyPart.Number(instant.toEpochMilli());
      default ->
          throw new IllegalArgumentException(
              "key part: " + part.getClass().getName() + " (expected: String, long, int, Instant)");
    };
  }
}
