package dev.assay.projections.edge;

import dev.assay.projections.asof.AsOf;
import dev.assay.projections.naming.Shown;
import dev.assay.projections.refusal.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The query parameter {@code as_of} of a request; bodies are left unread. */
final class AsOfParameter {

  private static final Set<String> READING = Set.of("GET", "HEAD");

  private AsOfParameter() {}

  /** Its values, as often as it was given. */
  static List<String> values(HttpServletRequest request) {
    @Nullable String query = request.getQueryString();
    return query == null
        ? List.of()
        : Stream.of(query.split("&", -1))
            .map(pair -> pair.split("=", 2))
            .filter(pair -> decoded(pair[0]).equals(AsOf.FIELD))
            .map(pair -> pair.length == 1 ? "" : decoded(pair[1]))
            .toList();
  }

  /**
   * @throws RefusalException code 3 where a call that is no GET names a moment
   */
  static void check(HttpServletRequest request) {
    if (!READING.contains(request.getMethod())) {
      values(request).stream()
          .findFirst()
          .ifPresent(value -> {
            throw new RefusalException(
                Refusal.InvalidArgument.of(
                    AsOf.FIELD, Shown.value(value), "absent: only a GET can ask about the past"));
          });
    }
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return text;
    }
  }
}
