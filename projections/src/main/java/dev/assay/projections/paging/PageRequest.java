package dev.assay.projections.paging;

import dev.assay.projections.asof.Pin;
import dev.assay.projections.naming.Shown;
import dev.assay.projections.refusal.Checked;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which page of a list a caller asks for.
 *
 * @param list what tokens of this list are for: the list, its order and its filters
 * @param size items a page, 1..1000
 * @param token where it begins, empty for the first page
 * @param pin the moment that the list is of, empty for now
 */
public record PageRequest(String list, int size, Optional<PageToken> token, Optional<Pin> pin) {

  /** Items a page where the caller names no number. */
  public static final int DEFAULT_SIZE = 50;

  /** Most items a page. */
  public static final int MAX_SIZE = 1000;

  private static final String SIZE = "pagination.page_size";
  private static final String NEXT = "pagination.next_page_token";
  private static final String PREVIOUS = "pagination.previous_page_token";

  /**
   * Reads the paging parameters of a query; null and empty ones count as absent.
   *
   * @param list what tokens of this list are for: the list, its order and its filters
   */
  public static Checked<PageRequest> of(
      String list, @Nullable String size, @Nullable String next, @Nullable String previous) {
    if (given(next) && given(previous)) {
      return Checked.invalid(PREVIOUS, Shown.value(previous), "absent where " + NEXT + " is given");
    }
    return size(size)
        .then(checked ->
            token(list, next, previous).map(token -> new PageRequest(list, checked, token)));
  }

  /** A page of a list as it is now. */
  public PageRequest(String list, int size, Optional<PageToken> token) {
    this(list, size, token, Optional.empty());
  }

  /** The same page of the list as it was at a moment. */
  public PageRequest at(Pin moment) {
    return new PageRequest(list, size, token, Optional.of(moment));
  }

  /** The same page, of another size. */
  public PageRequest sized(int other) {
    return new PageRequest(list, other, token, pin);
  }

  /** Which way the page is read. */
  public Direction direction() {
    return token.map(PageToken::direction).orElse(Direction.FORWARD);
  }

  private static boolean given(@Nullable String parameter) {
    return parameter != null && !parameter.isEmpty();
  }

  private static Checked<Integer> size(@Nullable String size) {
    if (size == null || size.isEmpty()) {
      return Checked.valid(DEFAULT_SIZE);
    }
    try {
      int number = Integer.parseInt(size);
      if (number >= 0 && number <= MAX_SIZE) {
        return Checked.valid(number == 0 ? DEFAULT_SIZE : number);
      }
    } catch (NumberFormatException _) {
      return badSize(size);
    }
    return badSize(size);
  }

  private static Checked<Integer> badSize(String size) {
    return Checked.invalid(SIZE, Shown.value(size), "0..1000");
  }

  private static Checked<Optional<PageToken>> token(
      String list, @Nullable String next, @Nullable String previous) {
    if (next != null && !next.isEmpty()) {
      return token(NEXT, next, list, Direction.FORWARD);
    }
    if (previous != null && !previous.isEmpty()) {
      return token(PREVIOUS, previous, list, Direction.BACKWARD);
    }
    return Checked.valid(Optional.empty());
  }

  private static Checked<Optional<PageToken>> token(
      String field, String token, String list, Direction direction) {
    return PageToken.decode(field, token, list)
        .then(read ->
            read.direction() == direction
                ? Checked.valid(Optional.of(read))
                : Checked.invalid(field, Shown.value(token), "a token from the same field"));
  }
}
