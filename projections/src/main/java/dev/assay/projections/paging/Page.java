package dev.assay.projections.paging;

import java.util.List;
import java.util.function.Function;

/**
 * One page of a list.
 *
 * @param items in the order of the list
 * @param pagination the tokens of the pages beside it
 */
public record Page<T>(List<T> items, Pagination pagination) {

  /**
   * Makes a page of what was read for a request.
   *
   * @param read up to {@code request.size() + 1} items from the token's key on, without that key's
   *     item, in the direction of the request; one more than the size says that there are more
   * @param key an item's sort key: unique in the list
   */
  public static <T> Page<T> of(
      PageRequest request, List<T> read, Function<? super T, List<String>> key) {
    boolean more = read.size() > request.size();
    var kept = more ? read.subList(0, request.size()) : read;
    boolean backward = request.direction() == Direction.BACKWARD;
    var items = List.copyOf(backward ? kept.reversed() : kept);
    boolean hasNext = backward || more;
    boolean hasPrevious = backward ? more : request.token().isPresent();
    if (items.isEmpty()) {
      return new Page<>(items, Pagination.NONE);
    }
    return new Page<>(
        items,
        new Pagination(
            hasNext ? token(request, Direction.FORWARD, key.apply(items.getLast())) : "",
            hasPrevious ? token(request, Direction.BACKWARD, key.apply(items.getFirst())) : ""));
  }

  private static String token(PageRequest request, Direction direction, List<String> key) {
    return new PageToken(direction, key, request.pin()).encode(request.list());
  }
}
