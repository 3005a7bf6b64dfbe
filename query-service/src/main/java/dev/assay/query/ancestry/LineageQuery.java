package dev.assay.query.ancestry;

import dev.assay.projections.edge.RefusalException;
import dev.assay.projections.naming.Shown;
import dev.assay.projections.refusal.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * How much of the graph around a version is asked for.
 *
 * @param depth how many steps up and down
 * @param limit how many versions at most are looked at, those out of sight too
 */
record LineageQuery(Direction direction, int depth, int limit) {

  static final int MAX_DEPTH = 1_000;
  static final int DEFAULT_LIMIT = 1_000;
  static final int MAX_LIMIT = 10_000;

  /** Which way to go. */
  enum Direction {
    ANCESTORS("ancestors"),
    DESCENDANTS("descendants"),
    BOTH("both");

    private final String word;

    Direction(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }

    boolean up() {
      return this != DESCENDANTS;
    }

    boolean down() {
      return this != ANCESTORS;
    }
  }

  static LineageQuery of(MultiValueMap<String, String> query) {
    return new LineageQuery(
        direction(query.getFirst("direction")),
        number("depth", query.getFirst("depth"), MAX_DEPTH, MAX_DEPTH),
        number("limit", query.getFirst("limit"), MAX_LIMIT, DEFAULT_LIMIT));
  }

  private static Direction direction(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return Direction.BOTH;
    }
    for (Direction direction : Direction.values()) {
      if (direction.word().equals(text)) {
        return direction;
      }
    }
    throw refused("direction", text, "ancestors, descendants or both");
  }

  private static int number(String name, @Nullable String text, int most, int otherwise) {
    if (text == null || text.isEmpty()) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(text);
      if (number >= 1 && number <= most) {
        return number;
      }
    } catch (NumberFormatException _) {
      throw refused(name, text, "1.." + most);
    }
    throw refused(name, text, "1.." + most);
  }

  private static RefusalException refused(String field, String value, String expected) {
    return new RefusalException(Refusal.InvalidArgument.of(field, Shown.value(value), expected));
  }
}
