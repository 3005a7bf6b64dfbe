package dev.assay.projections.edge;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;

/**
 * Answers in JSON what the servlet container itself refuses before a filter sees it. Made by the
 * container, by name.
 */
public final class JsonErrorReportValve extends ErrorReportValve {

  @Override
  protected void report(Request request, Response response, Throwable failure) {
    int status = response.getStatus();
    if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    String message = response.getMessage();
    if (response.getHeader(RequestIds.HEADER) == null) {
      response.setHeader(RequestIds.HEADER, RequestIds.next());
    }
    try {
      response.setContentType("application/json");
      response
          .getOutputStream()
          .write(
              ErrorAnswer.json(
                      status,
                      message == null || message.isBlank() ? ErrorAnswer.phraseOf(status) : message)
                  .getBytes(StandardCharsets.UTF_8));
      response.finishResponse();
    } catch (IOException e) {
      container.getLogger().debug("the caller went away before the error was told", e);
    }
  }
}
