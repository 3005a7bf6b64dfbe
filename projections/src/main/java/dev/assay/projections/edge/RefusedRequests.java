package dev.assay.projections.edge;

import dev.assay.events.journal.JournalUnavailableException;
import dev.assay.events.refusals.Refusals;
import dev.assay.events.refusals.RefusedRequest;
import dev.assay.events.refusals.RefusedRequest.Outcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what known callers asked to change in vain, before they are told. One that cannot be kept
 * in time is logged in full and counted, and the answer says so in a header: the caller learns why
 * it was refused all the same. Safe for use by many threads.
 */
public final class RefusedRequests {

  /** Header of an answer whose refusal is not in the audit log: {@code lost}. */
  public static final String HEADER = "Assay-Audit";

  private static final Logger LOG = LoggerFactory.getLogger(RefusedRequests.class);

  /**
   * The server's own failures decide nothing: of one that is not available nothing was decided, and
   * what has an unknown outcome is in the journal if it was accepted.
   */
  private static final Set<Integer> UNDECIDED = Set.of(503, 504);

  private final Refusals refusals;
  private final Counter kept;
  private final Counter lost;
  private final Counter unknownCallers;

  public RefusedRequests(Refusals refusals, MeterRegistry meters) {
    this.refusals = refusals;
    this.kept = counter(meters, "assay.refusals.kept", "Refused and needless requests kept");
    this.lost = counter(meters, "assay.refusals.lost", "Refused and needless requests not kept");
    this.unknownCallers =
        counter(meters, "assay.requests.unauthenticated", "Requests without a good token");
  }

  private static Counter counter(MeterRegistry meters, String name, String description) {
    return Counter.builder(name).description(description).register(meters);
  }

  /** A request is about to be refused. */
  void refused(
      HttpServletRequest request,
      HttpServletResponse response,
      int status,
      int code,
      String message) {
    if (status == HttpServletResponse.SC_UNAUTHORIZED) {
      unknownCallers.increment();
    } else if (!UNDECIDED.contains(status)) {
      keep(request, response, Outcome.REFUSED, status, code, message);
    }
  }

  /** A request is about to be told that all is as it asks. */
  void unchanged(HttpServletRequest request, HttpServletResponse response) {
    keep(request, response, Outcome.UNCHANGED, HttpServletResponse.SC_OK, 0, "");
  }

  private void keep(
      HttpServletRequest request,
      HttpServletResponse response,
      Outcome outcome,
      int status,
      int code,
      String message) {
    if (request.getAttribute(Session.ATTRIBUTE) instanceof Session session) {
      RequestActions.of(request)
          .map(asked -> session.trail().asked() == null ? asked : session.trail().asked())
          .map(asked ->
              new RefusedRequest(
                  outcome,
                  status,
                  code,
                  message,
                  session.organization(),
                  session.actor(),
                  session.request(),
                  request.getMethod(),
                  request.getRequestURI(),
                  asked.action(),
                  asked.target()))
          .ifPresent(refused -> append(refused, response));
    }
  }

  private void append(RefusedRequest refused, HttpServletResponse response) {
    try {
      refusals.append(refused);
      kept.increment();
    } catch (JournalUnavailableException e) {
      lost.increment();
      response.setHeader(HEADER, "lost");
      LOG.error("not in the audit log: {}: {}", e.getMessage(), refused);
    }
  }
}
