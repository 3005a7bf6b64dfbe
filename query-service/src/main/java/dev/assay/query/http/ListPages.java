package dev.assay.query.http;

import dev.assay.projections.paging.Direction;
import dev.assay.projections.paging.Page;
import dev.assay.projections.paging.PageRequest;
import dev.assay.projections.paging.PageToken;
import dev.assay.projections.paging.SortOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Sorts and pages lists that are short enough to be held: the builds of a version, the projects of
 * an organisation.
 */
public final class ListPages {

  private static final int MILLIS_DIGITS = 16;

  private ListPages() {}

  /**
   * One page of a list.
   *
   * @param sortKey the value of an item's field; values are ordered as texts
   * @param id unique in the list; orders what is equal otherwise
   */
  public static <T> Page<T> of(
      PageRequest request,
      List<T> items,
      SortOrder order,
      BiFunction<T, String, String> sortKey,
      Function<T, String> id) {
    Function<T, List<String>> key =
        item ->
            Stream.concat(
                    order.terms().stream().map(term -> sortKey.apply(item, term.field())),
                    Stream.of(id.apply(item)))
                .toList();
    Comparator<List<String>> comparator = comparator(order);
    boolean backward = request.direction() == Direction.BACKWARD;
    Comparator<List<String>> reading = backward ? comparator.reversed() : comparator;
    List<T> read =
        items.stream()
            .filter(item -> isBehind(request, key.apply(item), reading))
            .sorted(Comparator.comparing(key, reading))
            .limit(request.size() + 1L)
            .toList();
    return Page.of(request, read, key);
  }

  /** A time as a text that orders as it does. */
  public static String key(Instant time) {
    String millis = Long.toString(time.toEpochMilli());
    return "0".repeat(Math.max(0, MILLIS_DIGITS - millis.length())) + millis;
  }

  private static boolean isBehind(
      PageRequest request, List<String> key, Comparator<List<String>> reading) {
    return request.token().map(PageToken::key).map(at -> reading.compare(key, at) > 0).orElse(true);
  }

  private static Comparator<List<String>> comparator(SortOrder order) {
    List<Boolean> descending =
        new ArrayList<>(order.terms().stream().map(SortOrder.Term::descending).toList());
    descending.add(false);
    return (one, other) -> {
      int parts = Math.min(descending.size(), Math.min(one.size(), other.size()));
      for (int i = 0; i < parts; i++) {
        int compared = one.get(i).compareTo(other.get(i));
        if (compared != 0) {
          return descending.get(i) ? -compared : compared;
        }
      }
      return 0;
    };
  }
}
