package dev.assay.projections.edge;

import dev.assay.events.journal.Journal;
import dev.assay.projections.access.AccessDirectory;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;

/**
 * The whole edge as one filter, to be installed before all others: request id, errors, encoded
 * slashes, draining, tokens, body limits, terms, in this order. Thread-safe.
 */
public final class Edge implements Filter {

  /** Name to install it under. */
  public static final String NAME = "edge";

  private final List<Filter> filters;

  public Edge(
      TokenVerifier tokens,
      AccessDirectory directory,
      Journal journal,
      InstantSource clock,
      Draining draining,
      ProofAccess proofs,
      RefusedRequests refused) {
    this.filters =
        List.of(
            new RequestIds(),
            new Errors(refused),
            new EncodedSlashes(),
            draining.filter(),
            new Authentication(tokens, directory, journal, clock, proofs, refused),
            new BodyLimits(),
            new TermsOfRequest());
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    next(0, chain).doFilter(request, response);
  }

  private FilterChain next(int index, FilterChain last) {
    return index == filters.size()
        ? last
        : (request, response) ->
            filters.get(index).doFilter(request, response, next(index + 1, last));
  }
}
