package dev.assay.projections.edge;

import dev.assay.events.journal.RequestInfo;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Gives every request an id: the caller's {@value #HEADER} if it is 1 to 64 of {@code A-Z a-z 0-9 .
 * _ -}, else a new one. It stands in the answer, in the log and in the journal.
 */
public final class RequestIds implements Filter {

  public static final String HEADER = "X-Request-Id";

  private static final String ATTRIBUTE = RequestIds.class.getName();
  private static final Pattern ACCEPTED = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Pattern UNPRINTABLE = Pattern.compile("[^\\x20-\\x7e]");
  private static final int USER_AGENT_LENGTH = 256;

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String id = idOf(((HttpServletRequest) request).getHeader(HEADER));
    request.setAttribute(ATTRIBUTE, id);
    ((HttpServletResponse) response).setHeader(HEADER, id);
    chain.doFilter(request, response);
  }

  private static String idOf(@Nullable String sent) {
    return sent != null && ACCEPTED.matcher(sent).matches() ? sent : next();
  }

  /** A new id. */
  static String next() {
    return UUID.randomUUID().toString();
  }

  /** The id of a request, {@code -} before it was given one. */
  public static String of(ServletRequest request) {
    return request.getAttribute(ATTRIBUTE) instanceof String id ? id : "-";
  }

  /**
   * What the journal keeps of a request. The client is named as it names itself to the API, else by
   * its user agent.
   */
  public static RequestInfo infoOf(HttpServletRequest request) {
    String client = request.getHeader("X-HCP-Source-Channel");
    return new RequestInfo(
        of(request),
        request.getRemoteAddr(),
        printable(client != null ? client : request.getHeader("User-Agent")));
  }

  private static @Nullable String printable(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    String clean = UNPRINTABLE.matcher(text).replaceAll("?");
    return clean.substring(0, Math.min(clean.length(), USER_AGENT_LENGTH));
  }
}
