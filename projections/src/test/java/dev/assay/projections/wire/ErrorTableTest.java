package dev.assay.projections.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.projections.refusal.Refusal;
import dev.assay.projections.refusal.Refusal.Aborted;
import dev.assay.projections.refusal.Refusal.AlreadyExists;
import dev.assay.projections.refusal.Refusal.ConditionNotMet;
import dev.assay.projections.refusal.Refusal.FailedPrecondition;
import dev.assay.projections.refusal.Refusal.InvalidArgument;
import dev.assay.projections.refusal.Refusal.KeyReused;
import dev.assay.projections.refusal.Refusal.MethodNotAllowed;
import dev.assay.projections.refusal.Refusal.NotFound;
import dev.assay.projections.refusal.Refusal.OutcomeUnknown;
import dev.assay.projections.refusal.Refusal.PermissionDenied;
import dev.assay.projections.refusal.Refusal.TooLarge;
import dev.assay.projections.refusal.Refusal.Unauthenticated;
import dev.assay.projections.refusal.Refusal.Unavailable;
import dev.assay.projections.refusal.Refusal.Unimplemented;
import dev.assay.projections.refusal.Refusal.UnsupportedMediaType;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ErrorTableTest {

  private record Nothing() implements Refusal.Present {}

  private static Stream<Arguments> rows() {
    return Stream.of(
        Arguments.of(new InvalidArgument("f", "m"), 3, 400),
        Arguments.of(new NotFound("m"), 5, 404),
        Arguments.of(new AlreadyExists("m"), 6, 409),
        Arguments.of(new PermissionDenied("m"), 7, 403),
        Arguments.of(new FailedPrecondition("m"), 9, 400),
        Arguments.of(new ConditionNotMet("m", "\"x.1\"", new Nothing()), 9, 412),
        Arguments.of(new KeyReused("m"), 3, 422),
        Arguments.of(new Aborted("m"), 10, 409),
        Arguments.of(new Unimplemented("m"), 12, 501),
        Arguments.of(new Unauthenticated("m"), 16, 401),
        Arguments.of(new TooLarge("m"), 3, 413),
        Arguments.of(new UnsupportedMediaType("m"), 3, 415),
        Arguments.of(new MethodNotAllowed("m", List.of("GET", "PUT")), 12, 405),
        Arguments.of(new Unavailable("m"), 14, 503),
        Arguments.of(new OutcomeUnknown("m"), 4, 504));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void everyRefusalHasItsCodeAndStatus(Refusal refusal, int code, int status) {
    var answer = ErrorTable.of(refusal);

    assertThat(answer.body().code()).isEqualTo(code);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.body().message()).isEqualTo("m");
  }

  @Test
  void everyRefusalStandsInThisTest() {
    assertThat(Refusal.class.getPermittedSubclasses())
        .containsExactlyInAnyOrder(
            rows().map(row -> row.get()[0].getClass()).toArray(Class<?>[]::new));
  }

  @Test
  void givenMethodNotAllowed_thenTheAllowedOnesAreNamed() {
    assertThat(ErrorTable.of(new MethodNotAllowed("m", List.of("GET", "PUT"))).headers())
        .isEqualTo(Map.of("Allow", "GET, PUT"));
  }

  @Test
  void givenUnexpectedFailure_thenTheRequestIsNamedAndNothingElse() {
    var answer = ErrorTable.unexpected("01REQUEST");

    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.body().code()).isEqualTo(13);
    assertThat(answer.body().message()).contains("01REQUEST");
  }
}
