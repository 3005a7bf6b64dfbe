package dev.assay.projections.edge;

import dev.assay.events.journal.JournalHaltedException;
import dev.assay.events.journal.JournalUnavailableException;
import dev.assay.projections.naming.Shown;
import dev.assay.projections.refusal.Refusal;
import dev.assay.projections.wire.ErrorTable;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place where a call that gets no answer is told why: turns refusals, the framework's
 * {@code sendError} and unexpected exceptions into the error body, and logs them once.
 */
final class Errors implements Filter {

  private static final Logger LOG = LoggerFactory.getLogger(Errors.class);
  private static final int PATH_SHOWN = 512;

  private final RefusedRequests refused;

  Errors(RefusedRequests refused) {
    this.refused = refused;
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest http = (HttpServletRequest) request;
    HttpServletResponse answer = (HttpServletResponse) response;
    try {
      chain.doFilter(request, new SendErrorAsJson(http, answer));
    } catch (RuntimeException | ServletException | IOException e) {
      answerTo(e, http, answer);
    }
  }

  private void answerTo(Exception failure, HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    if (response.isCommitted()) {
      rethrow(failure);
    }
    response.resetBuffer();
    Optional<Refusal> refusal = refusalIn(failure);
    OptionalInt unread = BrokenRequest.status(failure);
    if (unread.isPresent()) {
      LOG.info(
          "{} {} not read, request {}: {}",
          request.getMethod(),
          printable(request),
          RequestIds.of(request),
          Shown.value(failure.getMessage()));
      response.setHeader("Connection", "close");
      write(request, response, unread.getAsInt(), BrokenRequest.message(unread.getAsInt()));
    } else if (refusal.isPresent()) {
      LOG.info(
          "{} {} refused, request {}: {}",
          request.getMethod(),
          printable(request),
          RequestIds.of(request),
          refusal.get());
      write(request, response, ErrorTable.of(refusal.get()));
    } else {
      LOG.error(
          "{} {} failed, request {}",
          request.getMethod(),
          printable(request),
          RequestIds.of(request),
          failure);
      write(request, response, ErrorTable.unexpected(RequestIds.of(request)));
    }
  }

  private void write(
      HttpServletRequest request, HttpServletResponse response, ErrorTable.ErrorAnswer answer)
      throws IOException {
    var body = answer.body();
    refused.refused(request, response, answer.status(), body.code(), body.message());
    ErrorAnswer.write(response, answer);
  }

  private void write(
      HttpServletRequest request, HttpServletResponse response, int status, String message)
      throws IOException {
    refused.refused(request, response, status, ErrorAnswer.codeOf(status), message);
    ErrorAnswer.write(response, status, message);
  }

  private static void rethrow(Exception failure) throws IOException, ServletException {
    switch (failure) {
      case IOException e -> throw e;
      case ServletException e -> throw e;
      case RuntimeException e -> throw e;
      default -> throw new ServletException(failure);
    }
  }

  /** The path as sent; it is percent-encoded, so it cannot forge a line of the log. */
  private static String printable(HttpServletRequest request) {
    String path = request.getRequestURI();
    return path.length() <= PATH_SHOWN ? path : path.substring(0, PATH_SHOWN) + "…";
  }

  private static Optional<Refusal> refusalIn(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      switch (at) {
        case RefusalException e -> {
          return Optional.of(e.refusal());
        }
        case JournalUnavailableException e -> {
          return Optional.of(new Refusal.Unavailable(textOf(e)));
        }
        case JournalHaltedException e -> {
          return Optional.of(new Refusal.Unavailable(textOf(e)));
        }
        default -> {}
      }
    }
    return Optional.empty();
  }

  private static String textOf(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? "the journal is not available: try again" : message;
  }

  /** Answers what the framework refuses (unknown route, method, type) in our own words. */
  private final class SendErrorAsJson extends HttpServletResponseWrapper {
    private final HttpServletRequest request;

    SendErrorAsJson(HttpServletRequest request, HttpServletResponse response) {
      super(response);
      this.request = request;
    }

    @Override
    public void sendError(int status) throws IOException {
      sendError(status, null);
    }

    @Override
    public void sendError(int status, @Nullable String message) throws IOException {
      if (isCommitted()) {
        throw new IllegalStateException(
            "answer: already sent (expected: an error before the answer)");
      }
      resetBuffer();
      String said = said(status, message);
      LOG.info(
          "{} {} refused, request {}: {} {}",
          request.getMethod(),
          printable(request),
          RequestIds.of(request),
          status,
          said);
      write(request, (HttpServletResponse) getResponse(), status, said);
    }

    /** The framework's own words on paths and methods tell of its insides, so they are not used. */
    private String said(int status, @Nullable String message) {
      return switch (status) {
        case 404 -> "path: " + printable(request) + " (expected: one that exists)";
        case 405 -> "method: " + Shown.value(request.getMethod()) + allowed();
        case 406 -> ErrorAnswer.phraseOf(status);
        default -> message == null || message.isBlank() ? ErrorAnswer.phraseOf(status) : message;
      };
    }

    private String allowed() {
      String allowed = getHeader("Allow");
      return " (expected: " + (allowed == null ? "one that this path knows" : allowed) + ")";
    }
  }
}
