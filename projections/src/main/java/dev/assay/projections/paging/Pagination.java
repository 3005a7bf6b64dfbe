package dev.assay.projections.paging;

/**
 * {@code CommonPaginationResponse}.
 *
 * @param nextPageToken empty at the end
 * @param previousPageToken empty at the beginning
 */
public record Pagination(String nextPageToken, String previousPageToken) {

  /** Everything is on this page. */
  public static final Pagination NONE = new Pagination("", "");
}
