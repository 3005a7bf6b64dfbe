package dev.assay.projections.edge;

import dev.assay.projections.naming.Shown;
import dev.assay.projections.refusal.Refusal;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * Lets {@code %2F} pass only where resource names stand in paths, as generated clients write them.
 * Elsewhere nothing has a slash in its name.
 */
final class EncodedSlashes implements Filter {

  private static final List<String> RESOURCE_NAMES = List.of("/2019-12-10/", "/2023-05-31/");

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String path = ((HttpServletRequest) request).getRequestURI();
    if (path.toLowerCase(Locale.ROOT).contains("%2f")
        && RESOURCE_NAMES.stream().noneMatch(path::startsWith)) {
      throw new RefusalException(
          new Refusal.NotFound(
              "path "
                  + Shown.value(path)
                  + ": does not exist (expected: %2F only in resource names)"));
    }
    chain.doFilter(request, response);
  }
}
