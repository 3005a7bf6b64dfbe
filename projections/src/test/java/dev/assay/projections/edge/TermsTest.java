package dev.assay.projections.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.projections.refusal.Checked;
import dev.assay.projections.refusal.Refusal;
import dev.assay.projections.wire.EntityTag;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TermsTest {

  @Nested
  class Conditions {

    private final EntityTag present = new EntityTag("01X", 7);

    private boolean holds(String... headers) {
      return ((Checked.Valid<IfMatch>) IfMatch.of(List.of(headers))).value().holds(present);
    }

    @Test
    void givenNone_thenNothingIsAsked() {
      assertThat(IfMatch.of(List.of())).isEqualTo(Checked.valid(IfMatch.NONE));
      assertThat(holds()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "*",
          " * ",
          "\"01X.7\"",
          "\"other\", \"01X.7\"",
          "\"a,b\",\"01X.7\"",
          ",, \"01X.7\" ,",
          "W/\"01X.7\",\"01X.7\"",
          "\"\",\t\"01X.7\"",
          "\"\u00e9\",\"01X.7\""
        })
    void givenPresentTagOrAny_thenHolds(String header) {
      assertThat(holds(header)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "\"01X.8\"",
          "\"01X.77\"",
          "\"01x.7\"",
          "W/\"01X.7\"",
          "\"\"",
          "\"*\"",
          "\"x,\", \"01X.7,\""
        })
    void givenOtherTagsOrWeakOnes_thenDoesNotHold(String header) {
      assertThat(holds(header)).isFalse();
    }

    @Test
    void givenSeveralHeaders_thenTheyAreOneList() {
      assertThat(holds("\"a\"", "\"01X.7\"")).isTrue();
      assertThat(IfMatch.of(List.of("*", "\"a\""))).isInstanceOf(Checked.Invalid.class);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          " ",
          ",",
          "01X.7",
          "\"01X.7",
          "01X.7\"",
          "\"",
          "W/",
          "w/\"01X.7\"",
          "W/01X.7",
          "*, \"01X.7\"",
          "\"01X.7\" \"b\"",
          "\"01X.7\"b",
          "\"01X.7 \"",
          "\"01X\u007f7\""
        })
    void givenNoListOfTags_thenRefusedByName(String header) {
      assertThat(IfMatch.of(List.of(header)))
          .isInstanceOfSatisfying(
              Checked.Invalid.class,
              invalid -> {
                Refusal refusal = ((Checked.Invalid<?>) invalid).refusal();
                assertThat(refusal.message()).startsWith("If-Match: ").contains("expected: ");
              });
    }
  }

  @Nested
  class Keys {

    private Optional<String> key(String header) {
      return ((Checked.Valid<Optional<String>>) IdempotencyKey.keyIn(List.of(header))).value();
    }

    @Test
    void givenStringOrBareWord_thenTheSameKey() {
      assertThat(key("\"8e03978e-40d5-43dd-bc93-6894a57f9324\""))
          .isEqualTo(key("8e03978e-40d5-43dd-bc93-6894a57f9324"))
          .contains("8e03978e-40d5-43dd-bc93-6894a57f9324");
      assertThat(key("\"say \\\"hi\\\" \\\\\"")).contains("say \"hi\" \\");
      assertThat(key(" AbC+/=\t")).contains("AbC+/=");
      assertThat(key("k".repeat(255))).contains("k".repeat(255));
      assertThat(IdempotencyKey.keyIn(List.of())).isEqualTo(Checked.valid(Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          "\"\"",
          "\"open",
          "two words",
          "a,b",
          "\"a\";p=1",
          "\"a\", \"b\"",
          "\"a\\n\"",
          "\"\u00e9\"",
          "\u00e9"
        })
    void givenAnythingElse_thenRefusedByName(String header) {
      refused(List.of(header));
    }

    @Test
    void givenTooLongOneOrSeveral_thenRefusedByName() {
      refused(List.of("k".repeat(256)));
      refused(List.of("\"" + "k".repeat(256) + "\""));
      refused(List.of("a", "a"));
    }

    private static void refused(List<String> headers) {
      assertThat(IdempotencyKey.keyIn(headers))
          .isInstanceOfSatisfying(
              Checked.Invalid.class,
              invalid ->
                  assertThat(((Checked.Invalid<?>) invalid).refusal().message())
                      .startsWith("Idempotency-Key: ")
                      .contains("expected: "));
    }
  }
}
