package dev.assay.benchmarks.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Findings as a Markdown table. */
public final class MarkdownTable {

  private static final String HEAD =
      """
      ### %s

      | What | Baseline | Assay | Ratio | Aim | Met |
      | ---- | -------: | ----: | ----: | --- | --- |
      """;

  private MarkdownTable() {}

  /** The table, with a heading and a last line that counts the missed aims. */
  public static String of(String title, List<Finding> findings) {
    String rows = findings.stream().map(MarkdownTable::row).collect(Collectors.joining());
    long missed = findings.stream().filter(MarkdownTable::missed).count();
    return HEAD.formatted(title) + rows + "\n" + verdict(missed) + "\n";
  }

  private static String row(Finding finding) {
    return "| %s | %s | %s | %s | %s | %s |%n"
        .formatted(
            finding.what(),
            finding.baseline().map(Quantity::toString).orElse(""),
            finding.value(),
            finding.ratio().map(ratio -> String.format(Locale.ROOT, "%.2f", ratio)).orElse(""),
            finding.aim(),
            finding.met().map(met -> met ? "yes" : "**no**").orElse(""));
  }

  private static boolean missed(Finding finding) {
    return finding.met().map(met -> !met).orElse(false);
  }

  private static String verdict(long missed) {
    return missed == 0 ? "No aim missed." : "Aims missed: " + missed + ".";
  }
}
