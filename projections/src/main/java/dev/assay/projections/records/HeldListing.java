package dev.assay.projections.records;

import dev.assay.projections.paging.Direction;
import dev.assay.projections.paging.Page;
import dev.assay.projections.paging.PageRequest;
import dev.assay.projections.paging.PageToken;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * A list that is held whole, in the order in which an index of the views has it: by one key, then
 * by id, both the same way.
 *
 * @param <T> the items
 * @param key what it is ordered by; texts
 * @param id unique among the items
 */
record HeldListing<T>(
    List<T> items, Function<T, String> key, Function<T, String> id, boolean descending) {

  private static final int DIGITS = 19;

  Page<T> page(PageRequest request) {
    boolean backward = request.direction() == Direction.BACKWARD;
    Comparator<List<String>> order = HeldListing::compare;
    var reading = descending == backward ? order : order.reversed();
    var read =
        items.stream()
            .filter(item -> isBehind(request, place(item), reading))
            .sorted(Comparator.comparing(this::place, reading))
            .limit(request.size() + 1L)
            .toList();
    return Page.of(request, read, this::place);
  }

  /** A number from 0 as a text that is ordered as it is. */
  static String digits(long number) {
    String digits = Long.toString(number);
    return "0".repeat(DIGITS - digits.length()) + digits;
  }

  private List<String> place(T item) {
    return List.of(key.apply(item), id.apply(item));
  }

  private static boolean isBehind(
      PageRequest request, List<String> place, Comparator<List<String>> reading) {
    return request
        .token()
        .map(PageToken::key)
        .map(at -> reading.compare(place, at) > 0)
        .orElse(true);
  }

  /** A key that is no place, from a token that nobody gave, is before all that begin with it. */
  private static int compare(List<String> one, List<String> other) {
    for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
      int compared = one.get(i).compareTo(other.get(i));
      if (compared != 0) {
        return compared;
      }
    }
    return Integer.compare(one.size(), other.size());
  }
}
