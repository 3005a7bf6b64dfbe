package dev.assay.projections.edge;

import dev.assay.projections.wire.ErrorBody;
import dev.assay.projections.wire.ErrorTable;
import dev.assay.projections.wire.WireJson;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the answer of a call that failed: status, JSON content type, error body. */
public final class ErrorAnswer {

  private static final String JSON = "application/json";

  private ErrorAnswer() {}

  static void write(HttpServletResponse response, ErrorTable.ErrorAnswer answer)
      throws IOException {
    answer.headers().forEach(response::setHeader);
    send(response, answer.status(), answer.body());
  }

  static void write(HttpServletResponse response, int status, String message) throws IOException {
    send(response, status, new ErrorBody(codeOf(status), message, List.of()));
  }

  /** The error body for a status that no refusal stands behind. */
  static String json(int status, String message) {
    return WireJson.mapper().writeValueAsString(new ErrorBody(codeOf(status), message, List.of()));
  }

  /**
   * The error body with the fields of RFC 6749 §5.2 beside its own.
   *
   * @param error OAuth2 error code
   */
  public static String oauthJson(int status, String error, String message) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("error", error);
    body.put("error_description", message);
    body.put("code", codeOf(status));
    body.put("message", message);
    body.put("details", List.of());
    return WireJson.mapper().writeValueAsString(body);
  }

  private static void send(HttpServletResponse response, int status, ErrorBody body)
      throws IOException {
    byte[] bytes = WireJson.mapper().writeValueAsBytes(body);
    response.setStatus(status);
    response.setContentType(JSON);
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }

  /** What is said of a status that came without a message. */
  static String phraseOf(int status) {
    return switch (status) {
      case 400 ->
          "request: not understood (expected: HTTP as in RFC 9112, a path without . and .."
              + " segments, request line and headers of at most 64 KiB)";
      case 401 -> "access token: none or not valid";
      case 403 -> "request: not allowed";
      case 404 -> "path: no such call";
      case 405 -> "method: not for this path";
      case 406 -> "Accept: nothing that can be answered (expected: application/json)";
      case 408 -> "request: not sent in time (expected: whole, without a pause of 20 s)";
      case 413 -> "body: too large";
      case 414 -> "request line: too long";
      case 415 -> "Content-Type: not read (expected: application/json)";
      case 417 -> "Expect: not met (expected: 100-continue)";
      case 431 -> "headers: too large";
      case 501 -> "method: not implemented";
      case 503 -> "not available: try again";
      case 505 -> "HTTP version: not spoken (expected: HTTP/1.1)";
      default -> "HTTP status " + status;
    };
  }

  static int codeOf(int status) {
    return switch (status) {
      case 401 -> 16;
      case 403 -> 7;
      case 404 -> 5;
      case 405, 501, 505 -> 12;
      case 429 -> 8;
      case 503 -> 14;
      case 504 -> 4;
      default -> status < 500 ? 3 : 13;
    };
  }
}
