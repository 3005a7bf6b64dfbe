package dev.assay.projections.naming;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.projections.refusal.Checked;
import dev.assay.projections.refusal.Refusal.InvalidArgument;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class NamingTest {

  private static String message(Checked<?> checked) {
    assertThat(checked).isInstanceOf(Checked.Invalid.class);
    return ((InvalidArgument) ((Checked.Invalid<?>) checked).refusal()).message();
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "Ubuntu-22-04", "---", "123456789012345678901234567890123456"})
  void goodNames(String name) {
    assertThat(Names.bucket("name", name)).isInstanceOf(Checked.Valid.class);
    assertThat(Names.channel("name", name)).isInstanceOf(Checked.Valid.class);
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(
      strings = {"ab", "a_b", "a b c", "café", "abc\n", "1234567890123456789012345678901234567"})
  void badNames(@Nullable String name) {
    assertThat(message(Names.bucket("name", name)))
        .contains("(expected: 3 to 36 of A-Z a-z 0-9 -)");
    assertThat(message(Names.channel("name", name))).startsWith("name: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "abc", "a.b_c-d", "1234567890123456789012345678901234567890"})
  void goodFingerprints(String fingerprint) {
    assertThat(Names.fingerprint("fingerprint", fingerprint)).isInstanceOf(Checked.Valid.class);
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(strings = {"-a", "a-", ".", "a/b", "12345678901234567890123456789012345678901"})
  void badFingerprints(@Nullable String fingerprint) {
    assertThat(message(Names.fingerprint("fingerprint", fingerprint)))
        .startsWith("fingerprint: ")
        .contains("expected: 1 to 40");
  }

  @Test
  void caseIsKept() {
    assertThat(Names.bucket("name", "UbuntU").map(Object::toString))
        .isEqualTo(Checked.valid("UbuntU"));
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(strings = {"x", "0191d7b2-0000-4000-8000-00000000000g"})
  void badUuids(@Nullable String uuid) {
    assertThat(message(Names.uuid("packer_run_uuid", uuid))).endsWith("(expected: a UUID)");
  }

  @Test
  void absentTextIsEmptyAndALongOneIsRefused() {
    assertThat(Limits.text("description", null, 255)).isEqualTo(Checked.valid(""));
    assertThat(Limits.text("description", "x".repeat(255), 255)).isInstanceOf(Checked.Valid.class);
    assertThat(message(Limits.text("description", "x".repeat(256), 255)))
        .isEqualTo("description: 256 characters (expected: at most 255)");
  }

  @Test
  void requiredTextMustSaySomething() {
    assertThat(message(Limits.required("component_type", " ", 255)))
        .contains("(expected: 1 to 255 characters)");
    assertThat(message(Limits.required("component_type", null, 255))).contains("absent");
  }

  @Test
  void aHundredThousandLabelsAreRefused() {
    var labels =
        IntStream.range(0, 100_000).boxed().collect(Collectors.toMap(i -> "k" + i, i -> "v"));

    assertThat(message(Limits.labels("labels", new HashMap<>(labels))))
        .isEqualTo("labels: 100000 entries (expected: at most 1000)");
  }

  @Test
  void labelsAreCheckedOneByOne() {
    assertThat(message(Limits.labels("labels", Map.of("", "v")))).contains("key empty");
    assertThat(message(Limits.labels("labels", Map.of("k", "v".repeat(4097)))))
        .isEqualTo("labels.k: 4097 characters (expected: at most 4096)");
    Map<String, @Nullable String> withNull = new HashMap<>();
    withNull.put("k", null);
    assertThat(Limits.labels("labels", withNull)).isEqualTo(Checked.valid(Map.of("k", "")));
  }

  @Test
  void listsAreCounted() {
    assertThat(Limits.list("artifacts", null, 2)).isEqualTo(Checked.valid(List.of()));
    assertThat(message(Limits.list("artifacts", List.of(1, 2, 3), 2)))
        .isEqualTo("artifacts: 3 entries (expected: at most 2)");
  }

  @Test
  void shownValuesAreShortAndOnOneLine() {
    assertThat(Shown.value("a\nb\u0000c")).isEqualTo("a?b?c");
    assertThat(Shown.value("x".repeat(500))).hasSizeLessThan(110).endsWith("… (500 characters)");
  }
}
