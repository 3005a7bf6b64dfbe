package dev.assay.projections.refusal;

import java.util.function.Function;

/**
 * What a check of something that a caller sent came to: the value, or why it cannot be one.
 *
 * @param <T> the value's type
 */
public sealed interface Checked<T> {

  /** It holds. */
  record Valid<T>(T value) implements Checked<T> {}

  /** It does not. */
  record Invalid<T>(Refusal refusal) implements Checked<T> {}

  static <T> Checked<T> valid(T value) {
    return new Valid<>(value);
  }

  static <T> Checked<T> invalid(Refusal refusal) {
    return new Invalid<>(refusal);
  }

  /** What a field should have been. */
  static <T> Checked<T> invalid(String field, Object value, String expected) {
    return new Invalid<>(Refusal.InvalidArgument.of(field, value, expected));
  }

  default <R> Checked<R> map(Function<? super T, ? extends R> change) {
    return switch (this) {
      case Valid<T>(var value) -> new Valid<>(change.apply(value));
      case Invalid<T>(var refusal) -> new Invalid<>(refusal);
    };
  }

  default <R> Checked<R> then(Function<? super T, Checked<R>> next) {
    return switch (this) {
      case Valid<T>(var value) -> next.apply(value);
      case Invalid<T>(var refusal) -> new Invalid<>(refusal);
    };
  }

  /**
   * The value, or whatever the edge makes of a refusal.
   *
   * @param <X> what it throws
   * @throws X if the check failed
   */
  default <X extends Exception> T orElseThrow(Function<Refusal, X> exception) throws X {
    return switch (this) {
      case Valid<T>(var value) -> value;
      case Invalid<T>(var refusal) -> throw exception.apply(refusal);
    };
  }
}
