package dev.assay.projections.wire;

import dev.assay.projections.refusal.Refusal;
import dev.assay.projections.wire.ErrorBody.BadRequest;
import dev.assay.projections.wire.ErrorBody.Detail;
import dev.assay.projections.wire.ErrorBody.ErrorInfo;
import dev.assay.projections.wire.ErrorBody.PresentState;
import java.util.List;
import java.util.Map;

/**
 * The one table from refusals to the wire: gRPC code and HTTP status. Clients decide by either:
 * publishers by the code in the body, Terraform by the status.
 */
public final class ErrorTable {

  private ErrorTable() {}

  /**
   * How a refusal is answered.
   *
   * @param status HTTP status
   * @param headers response headers beside the content type
   */
  public record ErrorAnswer(int status, Map<String, String> headers, ErrorBody body) {

    ErrorAnswer with(Map<String, String> newHeaders) {
      return new ErrorAnswer(status, newHeaders, body);
    }
  }

  public static ErrorAnswer of(Refusal refusal) {
    return switch (refusal) {
      case Refusal.InvalidArgument r -> answer(400, 3, r, BadRequest.of(r.field(), r.message()));
      case Refusal.NotFound r -> answer(404, 5, r);
      case Refusal.AlreadyExists r -> answer(409, 6, r);
      case Refusal.PermissionDenied r -> answer(403, 7, r);
      case Refusal.FailedPrecondition r -> answer(400, 9, r);
      case Refusal.ConditionNotMet r ->
          answer(
              412,
              9,
              r,
              ErrorInfo.of("CONDITION_NOT_MET", Map.of("etag", r.tag())),
              PresentState.of(r.tag(), r.present()));
      case Refusal.KeyReused r -> answer(422, 3, r);
      case Refusal.Aborted r -> answer(409, 10, r);
      case Refusal.Unimplemented r -> answer(501, 12, r);
      case Refusal.Unauthenticated r ->
          answer(401, 16, r).with(Map.of("WWW-Authenticate", "Bearer"));
      case Refusal.TooLarge r -> answer(413, 3, r);
      case Refusal.UnsupportedMediaType r -> answer(415, 3, r);
      case Refusal.MethodNotAllowed r ->
          answer(405, 12, r).with(Map.of("Allow", String.join(", ", r.allowed())));
      case Refusal.Unavailable r -> answer(503, 14, r).with(Map.of("Retry-After", "1"));
      case Refusal.OutcomeUnknown r -> answer(504, 4, r);
    };
  }

  /**
   * A failure that nobody foresaw: no part of it is told to the caller.
   *
   * @param requestId by which the log can be searched
   */
  public static ErrorAnswer unexpected(String requestId) {
    var message =
        "internal error; request " + requestId + " (expected: none; see the server's log)";
    return new ErrorAnswer(500, Map.of(), new ErrorBody(13, message, List.of()));
  }

  private static ErrorAnswer answer(int status, int code, Refusal refusal, Detail... details) {
    return new ErrorAnswer(
        status, Map.of(), new ErrorBody(code, refusal.message(), List.of(details)));
  }
}
