package dev.assay.query.http;

import static dev.assay.projections.edge.RefusalException.unlessValid;

import dev.assay.projections.paging.PageRequest;
import dev.assay.projections.paging.SortOrder;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * The query parameters of a list: {@code pagination.page_size}, {@code pagination.next_page_token},
 * {@code pagination.previous_page_token} and, repeated, {@code sorting.order_by}. Others are
 * ignored.
 */
public final class PageParameters {

  private final MultiValueMap<String, String> query;

  private PageParameters(MultiValueMap<String, String> query) {
    this.query = query;
  }

  public static PageParameters of(MultiValueMap<String, String> query) {
    return new PageParameters(query);
  }

  /** Whether neither a size nor a token is asked for. */
  public boolean unpaged() {
    String size = parameter("page_size");
    return (size == null || size.isEmpty() || size.equals("0"))
        && isEmpty(parameter("next_page_token"))
        && isEmpty(parameter("previous_page_token"));
  }

  /**
   * @param list what tokens of this list are for: the list, its order and its filters
   */
  public PageRequest page(String list) {
    return unlessValid(
        PageRequest.of(
            list,
            parameter("page_size"),
            parameter("next_page_token"),
            parameter("previous_page_token")));
  }

  /**
   * @param allowed the fields that the list can be sorted by
   * @param otherwise the order where none is asked for
   */
  public SortOrder order(Collection<String> allowed, SortOrder otherwise) {
    List<String> orderBy = query.getOrDefault("sorting.order_by", List.of());
    return unlessValid(SortOrder.of(orderBy, allowed, otherwise));
  }

  private @Nullable String parameter(String name) {
    return query.getFirst("pagination." + name);
  }

  private static boolean isEmpty(@Nullable String parameter) {
    return parameter == null || parameter.isEmpty();
  }
}
