package dev.assay.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownTableTest {

  @Test
  void givenBaseline_whenAimIsRatio_thenRowShowsRatioAndVerdict() {
    String table =
        MarkdownTable.of(
            "journal",
            List.of(
                Finding.of(
                    "rate",
                    Quantity.perSecond(20_000),
                    Quantity.perSecond(15_000),
                    new Aim.RatioAtLeast(0.67))));

    assertThat(table)
        .contains("### journal")
        .contains("| rate | 20,000/s | 15,000/s | 0.75 | ratio ≥ 0.67 | yes |")
        .contains("No aim missed.");
  }

  @Test
  void givenMissedAims_whenPrinted_thenTheyAreCounted() {
    String table =
        MarkdownTable.of(
            "startup",
            List.of(
                Finding.of("start", Quantity.seconds(8.2), new Aim.AtMost(Quantity.seconds(5))),
                Finding.of("p50", Quantity.millis(1), Quantity.millis(2), new Aim.RatioAtMost(1.5)),
                Finding.of("memory", Quantity.mebibytes(400), new Aim.Reported())));

    assertThat(table)
        .contains("| start |  | 8.20 s |  | ≤ 5.00 s | **no** |")
        .contains("| p50 | 1.00 ms | 2.00 ms | 2.00 | ratio ≤ 1.50 | **no** |")
        .contains("| memory |  | 400 MiB |  | reported |  |")
        .contains("Aims missed: 2.");
  }
}
