package dev.assay.projections.edge;

import dev.assay.events.refusals.RefusedRequest.Target;
import dev.assay.projections.audit.AuditAction;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a request asks for, as far as its method and path tell. It says so of requests too that no
 * controller ever sees.
 */
final class RequestActions {

  private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

  /** Last segments of calls that are POST only because their questions are long. */
  private static final Set<String> QUESTIONS =
      Set.of("batch-fetch", "by-email", "search", "test-iam-permissions");

  private static final String SEARCH = "_search";

  /** Segments that name a thing; the next one says which. */
  private static final Map<String, String> THINGS =
      Map.ofEntries(
          Map.entry("buckets", "bucket"),
          Map.entry("versions", "version"),
          Map.entry("channels", "channel"),
          Map.entry("builds", "build"),
          Map.entry("sboms", "sbom"),
          Map.entry("projects", "project"),
          Map.entry("project", "project"),
          Map.entry("organizations", "organization"),
          Map.entry("organization", "organization"),
          Map.entry("service-principals", "principal"),
          Map.entry("service-principal", "principal"),
          Map.entry("service-principal-keys", "key"),
          Map.entry("keys", "key"),
          Map.entry("key", "key"),
          Map.entry("registry", "registry"),
          Map.entry("iam-policy", "policy"),
          Map.entry("views", "views"));

  /** Verbs in the place of a thing's name. */
  private static final Map<String, String> VERBS =
      Map.of("assign", "channel", "rollback", "channel", "rebuild", "views");

  private static final Set<String> FIELDS = Set.of("name", "description");
  private static final Pattern UNPRINTABLE =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}]");

  private final Map<String, String> names = new HashMap<>();
  private @Nullable String thing;
  private @Nullable String verb;
  private boolean named;
  private boolean unknown;

  private RequestActions() {}

  /**
   * What is asked for.
   *
   * @param action in the words of the audit log
   */
  record Asked(String action, Target target) {}

  /** Empty for a request that only reads. */
  static Optional<Asked> of(HttpServletRequest request) {
    String path = decoded(request.getRequestURI());
    String[] segments = path.split("/");
    return SAFE_METHODS.contains(request.getMethod()) || isQuestion(request.getMethod(), segments)
        ? Optional.empty()
        : Optional.of(new RequestActions().read(segments).asked(request.getMethod()));
  }

  private static boolean isQuestion(String method, String[] segments) {
    return method.equals("POST")
        && segments.length > 1
        && (QUESTIONS.contains(segments[segments.length - 1])
            || segments[segments.length - 2].equals(SEARCH));
  }

  private static String decoded(String path) {
    try {
      return UNPRINTABLE
          .matcher(URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8))
          .replaceAll("?");
    } catch (IllegalArgumentException _) {
      return path;
    }
  }

  private RequestActions read(String[] segments) {
    for (int i = 0; i < segments.length; i++) {
      String found = THINGS.get(segments[i]);
      if (found != null) {
        boolean more = i + 1 < segments.length && !isVerb(found, segments, i + 1);
        enter(found, more ? segments[++i] : null);
      } else if (thing != null && isVerb(thing, segments, i)) {
        verb = segments[i];
      } else if (thing != null && !(FIELDS.contains(segments[i]) && i == segments.length - 1)) {
        unknown = true;
      }
    }
    return this;
  }

  private static boolean isVerb(String of, String[] segments, int at) {
    return at == segments.length - 1 && of.equals(VERBS.get(segments[at]));
  }

  private void enter(String found, @Nullable String name) {
    thing = found;
    named = name != null;
    if (name != null) {
      names.put(found, name);
    }
  }

  private Asked asked(String method) {
    return new Asked(
        AuditAction.of(thing + "." + verb(method))
            .filter(_ -> !unknown)
            .orElse(AuditAction.OTHER)
            .value(),
        new Target(
            names.get("project"),
            names.get("bucket"),
            names.get("channel"),
            names.get("version"),
            names.get("build")));
  }

  private String verb(String method) {
    if (verb != null) {
      return verb;
    }
    return switch (String.valueOf(thing)) {
      case "sbom" -> "upload";
      case "policy" -> "update";
      case "key" -> method.equals("DELETE") ? "revoke" : "create";
      default ->
          switch (method) {
            case "DELETE" -> "delete";
            case "PATCH" -> "update";
            default -> named ? "update" : "create";
          };
    };
  }
}
