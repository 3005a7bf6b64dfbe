package dev.assay.projections.wire;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.assay.projections.refusal.Refusal;
import java.util.List;
import java.util.Map;

/**
 * {@code GoogleRPCStatus}: the body of every answer but a success. No other number in it is called
 * {@code code}, since clients look for the first one.
 *
 * @param code gRPC code, never 0
 */
public record ErrorBody(int code, String message, List<Detail> details) {

  /** What an error says beside its message, told apart by {@code @type}. */
  public sealed interface Detail {}

  /** {@code google.rpc.BadRequest}: which fields were wrong. */
  public record BadRequest(@JsonProperty("@type") String type, List<FieldViolation> fieldViolations)
      implements Detail {

    public static BadRequest of(String field, String description) {
      return new BadRequest(
          "type.googleapis.com/google.rpc.BadRequest",
          List.of(new FieldViolation(field, description)));
    }
  }

  /** One wrong field. */
  public record FieldViolation(String field, String description) {}

  /** {@code google.rpc.ErrorInfo}: facts about the state that did not allow the call. */
  public record ErrorInfo(
      @JsonProperty("@type") String type,
      String reason,
      String domain,
      Map<String, String> metadata)
      implements Detail {

    public static ErrorInfo of(String reason, Map<String, String> metadata) {
      return new ErrorInfo("type.googleapis.com/google.rpc.ErrorInfo", reason, "assay", metadata);
    }
  }

  /**
   * The thing that a condition was about, as it is.
   *
   * @param etag its entity tag
   * @param present what a read would answer
   */
  public record PresentState(
      @JsonProperty("@type") String type, String etag, Refusal.Present present) implements Detail {

    static PresentState of(String etag, Refusal.Present present) {
      return new PresentState("assay/assay.v1.PresentState", etag, present);
    }
  }
}
