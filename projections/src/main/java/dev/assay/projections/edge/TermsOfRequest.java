package dev.assay.projections.edge;

import static dev.assay.projections.edge.RefusalException.unlessValid;

import dev.assay.projections.refusal.Refusal;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads {@value IfMatch#HEADER} and {@value IdempotencyKey#HEADER} into the {@link Session}. A
 * condition is refused on every call that has no one thing to compare it with: a caller who asks
 * for it must not believe that it was checked. A key has a meaning on POST, PUT and PATCH; the
 * other methods are idempotent by themselves, so that it is passed over there, as the draft's
 * readers do.
 */
final class TermsOfRequest implements Filter {

  private static final Set<String> KEYED = Set.of("POST", "PUT", "PATCH");

  private static final Map<String, List<Pattern>> CONDITIONAL =
      Map.of(
          "PATCH", patterns(Paths.BUCKET, Paths.VERSION, Paths.CHANNEL),
          "DELETE", patterns(Paths.BUCKET, Paths.VERSION, Paths.CHANNEL),
          "POST", patterns(Paths.CHANNELS + "/assign", Paths.ASSAY_CHANNEL + "/rollback"));

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest http = (HttpServletRequest) request;
    IfMatch ifMatch = ifMatch(http);
    if (!(request.getAttribute(Session.ATTRIBUTE) instanceof Session session)) {
      chain.doFilter(request, response);
      return;
    }
    Optional<String> key = key(http);
    if (key.isEmpty()) {
      request.setAttribute(Session.ATTRIBUTE, session.under(new Terms(ifMatch, Optional.empty())));
      chain.doFilter(request, response);
      return;
    }
    WholeRequest whole = WholeRequest.of(http);
    IdempotencyKey known = new IdempotencyKey(key.get(), whole.hash());
    request.setAttribute(Session.ATTRIBUTE, session.under(new Terms(ifMatch, Optional.of(known))));
    chain.doFilter(whole, response);
  }

  private static IfMatch ifMatch(HttpServletRequest request) {
    IfMatch ifMatch = unlessValid(IfMatch.of(headers(request, IfMatch.HEADER)));
    if (!ifMatch.equals(IfMatch.NONE) && !takesCondition(request)) {
      throw new RefusalException(
          Refusal.InvalidArgument.of(
              IfMatch.HEADER,
              "given",
              "absent: only PATCH and DELETE of a bucket, a version or a channel, rollback and"
                  + " assign take a condition"));
    }
    return ifMatch;
  }

  private static boolean takesCondition(HttpServletRequest request) {
    return CONDITIONAL.getOrDefault(request.getMethod(), List.of()).stream()
        .anyMatch(path -> path.matcher(request.getServletPath()).matches());
  }

  private static Optional<String> key(HttpServletRequest request) {
    return KEYED.contains(request.getMethod())
        ? unlessValid(IdempotencyKey.keyIn(headers(request, IdempotencyKey.HEADER)))
        : Optional.empty();
  }

  private static List<String> headers(HttpServletRequest request, String name) {
    return Collections.list(request.getHeaders(name));
  }

  private static List<Pattern> patterns(String... paths) {
    return Stream.of(paths)
        .map(path -> Pattern.compile(path.replaceAll("\\{\\w+}", "[^/]+")))
        .toList();
  }
}
