package dev.assay.projections.paging;

import dev.assay.projections.naming.Shown;
import dev.assay.projections.refusal.Checked;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The order of a list: by the first term, then by the next one, and so on.
 *
 * @param terms at least one; each field once
 */
public record SortOrder(List<Term> terms) {

  private static final String FIELD = "sorting.order_by";

  /** One field of an order, ascending or descending. */
  public record Term(String field, boolean descending) {

    @Override
    public String toString() {
      return descending ? field + " desc" : field;
    }
  }

  public SortOrder {
    terms = List.copyOf(terms);
  }

  /** Ascending by one field. */
  public static SortOrder ascending(String field) {
    return new SortOrder(List.of(new Term(field, false)));
  }

  /** Descending by one field. */
  public static SortOrder descending(String field) {
    return new SortOrder(List.of(new Term(field, true)));
  }

  /**
   * Reads {@code sorting.order_by}: each value is {@code field}, {@code field asc} or {@code field
   * desc}.
   *
   * @param orderBy the values of the query parameter, blank ones count as absent
   * @param allowed the fields that this list can be sorted by, in snake case
   * @param otherwise the order where none is asked for
   */
  public static Checked<SortOrder> of(
      List<String> orderBy, Collection<String> allowed, SortOrder otherwise) {
    List<Term> terms = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (String value : orderBy) {
      if (value.isBlank()) {
        continue;
      }
      String[] words = value.strip().split("\\s+", -1);
      String way = words.length == 2 ? words[1].toLowerCase(Locale.ROOT) : "asc";
      boolean known = words.length <= 2 && allowed.contains(words[0]);
      if (!known || !(way.equals("asc") || way.equals("desc")) || !seen.add(words[0])) {
        return Checked.invalid(FIELD, Shown.value(value), expected(allowed));
      }
      terms.add(new Term(words[0], way.equals("desc")));
    }
    return Checked.valid(terms.isEmpty() ? otherwise : new SortOrder(terms));
  }

  private static String expected(Collection<String> allowed) {
    return "each field once, one of "
        + String.join(", ", allowed)
        + ", alone or followed by asc or desc";
  }

  /** As it is written in a query; part of what a page token is for. */
  @Override
  public String toString() {
    return String.join(",", terms.stream().map(Term::toString).toList());
  }
}
