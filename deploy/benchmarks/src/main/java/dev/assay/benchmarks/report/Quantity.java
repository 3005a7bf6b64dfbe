package dev.assay.benchmarks.report;

import java.util.Locale;

/**
 * A number with its unit.
 *
 * @param unit as printed behind the number: ms, /s, MiB
 */
public record Quantity(double value, String unit) {

  private static final double LARGE = 1_000;
  private static final double MEDIUM = 100;
  private static final double SMALL = 10;

  public static Quantity millis(double value) {
    return new Quantity(value, "ms");
  }

  public static Quantity seconds(double value) {
    return new Quantity(value, "s");
  }

  public static Quantity perSecond(double value) {
    return new Quantity(value, "/s");
  }

  public static Quantity mebibytes(double value) {
    return new Quantity(value, "MiB");
  }

  /** Three significant digits or a whole number, as far as a measurement can be trusted. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, format(), value) + (unit.startsWith("/") ? "" : " ") + unit;
  }

  private String format() {
    if (value >= LARGE) {
      return "%,.0f";
    }
    if (value >= MEDIUM) {
      return "%.0f";
    }
    return value >= SMALL ? "%.1f" : "%.2f";
  }
}
