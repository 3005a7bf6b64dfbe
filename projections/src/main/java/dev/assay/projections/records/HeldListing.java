package dev.assay.projections.records;

import dev.assay.projections.paging.Direction;
import dev.assay.projections.paging.Page;
import dev.assay.projections.paging.PageRequest;
import dev.assay.projections.paging.PageToken;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Function;

/**
 * A list that is held whole, in the order in which an index of the views has it: by one key, then
 * by id, both the same way.
 *
 * @param <T> the items
 * @param place where an item stands in ascending order
 */
record HeldListing<T>(List<T> items, Function<T, Place> place, boolean descending) {

  /**
   * A place in the order: by number, then by text, then by id.
   *
   * @param id unique among the items
   */
  record Place(long number, String text, String id) implements Comparable<Place> {

    private static final Comparator<Place> ORDER =
        Comparator.comparingLong(Place::number).thenComparing(Place::text).thenComparing(Place::id);

    /** As a page token holds it. */
    List<String> key() {
      return List.of(Long.toString(number), text, id);
    }

    /** Empty where a token that nobody gave holds something else. */
    static Optional<Place> of(List<String> key) {
      try {
        return key.size() == 3
            ? Optional.of(new Place(Long.parseLong(key.get(0)), key.get(1), key.get(2)))
            : Optional.empty();
      } catch (NumberFormatException _) {
        return Optional.empty();
      }
    }

    @Override
    public int compareTo(Place other) {
      return ORDER.compare(this, other);
    }
  }

  private record Placed<T>(Place at, T item) {}

  Page<T> page(PageRequest request) {
    boolean backward = request.direction() == Direction.BACKWARD;
    Comparator<Place> reading =
        descending == backward ? Comparator.naturalOrder() : Comparator.reverseOrder();
    var read = first(request.size() + 1, beside(request), reading);
    return Page.of(request, read, item -> place.apply(item).key());
  }

  private static Optional<Place> beside(PageRequest request) {
    return request.token().map(PageToken::key).flatMap(Place::of);
  }

  /** The first items behind a place, without sorting all the others. */
  private List<T> first(int wanted, Optional<Place> beside, Comparator<Place> reading) {
    var found = new PriorityQueue<Placed<T>>(Comparator.comparing(Placed::at, reading.reversed()));
    for (T item : items) {
      Place at = place.apply(item);
      if (beside.isEmpty() || reading.compare(at, beside.get()) > 0) {
        found.add(new Placed<>(at, item));
        if (found.size() > wanted) {
          found.poll();
        }
      }
    }
    List<T> first = new ArrayList<>(found.size());
    for (var last = found.poll(); last != null; last = found.poll()) {
      first.add(last.item());
    }
    return first.reversed();
  }
}
