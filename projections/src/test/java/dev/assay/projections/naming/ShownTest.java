package dev.assay.projections.naming;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShownTest {

  @Test
  void givenLongText_thenItIsCutBetweenCharacters() {
    assertThat(Shown.value("a".repeat(79) + "\ud83d\ude00b"))
        .isEqualTo("a".repeat(79) + "… (82 characters)");
    assertThat(Shown.value("a".repeat(78) + "\ud83d\ude00b"))
        .isEqualTo("a".repeat(78) + "\ud83d\ude00… (81 characters)");
  }

  @Test
  void givenWhatForgesLines_thenItIsReplaced() {
    assertThat(Shown.value("a\nb\u0085c\u2028d\u202ee\ud800f")).isEqualTo("a?b?c?d?e?f");
  }

  @Test
  void givenNothing_thenSaidSo() {
    assertThat(Shown.value(null)).isEqualTo("absent");
    assertThat(Shown.value("")).isEqualTo("empty");
  }
}
