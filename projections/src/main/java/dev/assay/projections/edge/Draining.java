package dev.assay.projections.edge;

import dev.assay.projections.refusal.Refusal;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletResponse;
import java.util.concurrent.CompletableFuture;

/**
 * The server is being stopped: what comes from now on, and what only waits, is told to try
 * elsewhere. Thread-safe.
 */
public final class Draining {

  private final CompletableFuture<Void> begun = new CompletableFuture<>();

  /** From here on every new request is answered 503. */
  public void begin() {
    begun.complete(null);
  }

  public boolean hasBegun() {
    return begun.isDone();
  }

  /** Completed, never exceptionally, when draining begins. */
  public CompletableFuture<Void> begun() {
    return begun.copy();
  }

  /**
   * @throws RefusalException (503) once draining has begun
   */
  public void check() {
    if (hasBegun()) {
      throw new RefusalException(
          new Refusal.Unavailable("this server is being stopped: nothing was changed, try again"));
    }
  }

  /**
   * Answers 503 once draining has begun. Not itself a filter, since a bean that is one would be
   * installed twice.
   */
  Filter filter() {
    return (request, response, chain) -> {
      if (hasBegun()) {
        ((HttpServletResponse) response).setHeader("Connection", "close");
      }
      check();
      chain.doFilter(request, response);
    };
  }
}
