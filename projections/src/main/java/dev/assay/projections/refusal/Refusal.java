package dev.assay.projections.refusal;

import java.util.List;

/**
 * Why a call gets no answer: a value until it meets the HTTP edge, where {@code ErrorTable} gives
 * it code and status. A message says what, which value, and what was expected.
 */
public sealed interface Refusal {

  String message();

  /**
   * The caller sent something that can never work.
   *
   * @param field the field as the caller wrote it, dotted
   */
  record InvalidArgument(String field, String message) implements Refusal {

    public static InvalidArgument of(String field, Object value, String expected) {
      return new InvalidArgument(field, field + ": " + value + " (expected: " + expected + ")");
    }
  }

  /** What was named is not there. */
  record NotFound(String message) implements Refusal {}

  /** What was to be made, or set once, is there already. */
  record AlreadyExists(String message) implements Refusal {}

  /** The caller may not do this. */
  record PermissionDenied(String message) implements Refusal {}

  /** The state of things does not allow it. */
  record FailedPrecondition(String message) implements Refusal {}

  /**
   * The thing is not in the state that the caller made a condition.
   *
   * @param tag its present entity tag
   * @param present what an answer would show of it now
   */
  record ConditionNotMet(String message, String tag, Present present) implements Refusal {

    /** Without what is shown, which the caller's own texts are part of. */
    @Override
    public String toString() {
      return "ConditionNotMet[message=" + message + ", tag=" + tag + "]";
    }
  }

  /** Marks what an answer shows of one thing. */
  interface Present {}

  /** A key that stands for one request was sent with another one. */
  record KeyReused(String message) implements Refusal {}

  /** An iteration that is not there: the one miss that clients tell apart from {@link NotFound}. */
  record Aborted(String message) implements Refusal {}

  /** Not part of this registry. */
  record Unimplemented(String message) implements Refusal {}

  /** No token, or not one of ours, or one that no longer holds. */
  record Unauthenticated(String message) implements Refusal {}

  /** The body is larger than is read. */
  record TooLarge(String message) implements Refusal {}

  /** The body is not of a type that is read. */
  record UnsupportedMediaType(String message) implements Refusal {}

  /** The path exists, the method does not. */
  record MethodNotAllowed(String message, List<String> allowed) implements Refusal {}

  /** Not now: nothing was changed, and trying again may help. */
  record Unavailable(String message) implements Refusal {}

  /** It may or may not have happened. */
  record OutcomeUnknown(String message) implements Refusal {}
}
