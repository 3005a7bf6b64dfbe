package dev.assay.projections.edge;

import java.net.SocketTimeoutException;
import java.util.OptionalInt;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.coyote.BadRequestException;
import org.apache.tomcat.util.http.InvalidParameterException;

/**
 * A request that could not be read to its end: the caller's doing, or the network's, and not worth
 * a stack trace.
 */
final class BrokenRequest {

  private BrokenRequest() {}

  /** The status to answer with, empty if a failure is not one of reading the request. */
  static OptionalInt status(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof SocketTimeoutException) {
        return OptionalInt.of(408);
      }
      if (at instanceof BadRequestException
          || at instanceof ClientAbortException
          || at instanceof InvalidParameterException) {
        return OptionalInt.of(at.getCause() instanceof SocketTimeoutException ? 408 : 400);
      }
    }
    return OptionalInt.empty();
  }

  static String message(int status) {
    return status == 400
        ? "request: query or body cannot be read (expected: a query with whole percent"
            + " encodings, a body as long as it says)"
        : ErrorAnswer.phraseOf(status);
  }
}
