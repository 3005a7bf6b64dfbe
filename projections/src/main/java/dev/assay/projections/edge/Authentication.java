package dev.assay.projections.edge;

import dev.assay.events.access.ClientId;
import dev.assay.events.journal.Journal;
import dev.assay.projections.access.AccessDirectory;
import dev.assay.projections.refusal.Refusal;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets a request to the API pass with a {@link Session} if its bearer token is good and the key and
 * the principal that it was given for still stand, as of the journal's end. {@code
 * Assay-Consistency: eventual} takes what this instance knows. Metrics need a token too, health
 * does not.
 */
final class Authentication implements Filter {

  private static final List<String> PROTECTED =
      List.of(
          "/packer/",
          "/iam/",
          "/resource-manager/",
          "/2019-12-10/",
          "/2023-05-31/",
          "/operation/",
          "/assay/",
          "/actuator");
  private static final List<String> HASHES =
      List.of(
          Paths.JOURNAL + "/checkpoint", Paths.JOURNAL + "/verifier-key", Paths.JOURNAL + "/tile/");
  private static final String HEALTH = "/actuator/health";
  private static final String SCHEME = "Bearer ";

  private final TokenVerifier tokens;
  private final AccessDirectory directory;
  private final Journal journal;
  private final InstantSource clock;
  private final ProofAccess proofs;
  private final RefusedRequests refused;

  Authentication(
      TokenVerifier tokens,
      AccessDirectory directory,
      Journal journal,
      InstantSource clock,
      ProofAccess proofs,
      RefusedRequests refused) {
    this.tokens = tokens;
    this.directory = directory;
    this.journal = journal;
    this.clock = clock;
    this.proofs = proofs;
    this.refused = refused;
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest http = (HttpServletRequest) request;
    if (isProtected(http.getServletPath())) {
      Optional<ClientId> client = bearer(http).flatMap(tokens::verify);
      if (client.isEmpty()) {
        throw unauthenticated(
            bearer(http).isPresent()
                ? "access token: not valid (expected: one of this registry that has not expired)"
                : "Authorization: none (expected: Bearer and an access token)");
      }
      AsOfParameter.check(http);
      request.setAttribute(
          Session.ATTRIBUTE, session(client.get(), http, (HttpServletResponse) response));
    }
    chain.doFilter(request, response);
  }

  /**
   * Whether a path needs a token. The container has decoded it, so that no other spelling of it
   * gets around the check.
   */
  private boolean isProtected(String path) {
    return PROTECTED.stream().anyMatch(path::startsWith)
        && !(proofs.open() && HASHES.stream().anyMatch(path::startsWith))
        && !path.equals(HEALTH)
        && !path.startsWith(HEALTH + "/");
  }

  private Session session(
      ClientId client, HttpServletRequest request, HttpServletResponse response) {
    long reached = eventual(request) ? -1 : journal.end();
    return directory
        .access(client, clock.instant())
        .map(access ->
            new Session(
                access,
                RequestIds.infoOf(request),
                reached,
                AsOfParameter.values(request),
                response::setHeader,
                Terms.NONE,
                new Trail(() -> refused.unchanged(request, response))))
        .orElseThrow(() ->
            unauthenticated(
                "client id "
                    + client
                    + ": its key no longer holds (expected: one that is neither revoked nor"
                    + " expired)"));
  }

  private static boolean eventual(HttpServletRequest request) {
    return "GET".equals(request.getMethod())
        && "eventual".equalsIgnoreCase(request.getHeader("Assay-Consistency"));
  }

  private static Optional<String> bearer(HttpServletRequest request) {
    @Nullable String header = request.getHeader("Authorization");
    return header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        ? Optional.of(header.substring(SCHEME.length()).trim())
        : Optional.empty();
  }

  private static RefusalException unauthenticated(String message) {
    return new RefusalException(new Refusal.Unauthenticated(message));
  }
}
