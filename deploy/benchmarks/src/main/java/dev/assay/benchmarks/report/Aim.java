package dev.assay.benchmarks.report;

import java.util.Locale;
import java.util.Optional;

/** What a measured value should be. */
public sealed interface Aim {

  /** Whether the aim is met; empty where there is none. */
  Optional<Boolean> met(Finding finding);

  /** No aim: the value is only reported. */
  record Reported() implements Aim {
    @Override
    public Optional<Boolean> met(Finding finding) {
      return Optional.empty();
    }

    @Override
    public String toString() {
      return "reported";
    }
  }

  /** At most this many times the baseline. */
  record RatioAtMost(double limit) implements Aim {
    @Override
    public Optional<Boolean> met(Finding finding) {
      return finding.ratio().map(ratio -> ratio <= limit);
    }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "ratio ≤ %.2f", limit);
    }
  }

  /** At least this share of the baseline. */
  record RatioAtLeast(double limit) implements Aim {
    @Override
    public Optional<Boolean> met(Finding finding) {
      return finding.ratio().map(ratio -> ratio >= limit);
    }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "ratio ≥ %.2f", limit);
    }
  }

  /** At most this value. */
  record AtMost(Quantity limit) implements Aim {
    @Override
    public Optional<Boolean> met(Finding finding) {
      return Optional.of(finding.value().value() <= limit.value());
    }

    @Override
    public String toString() {
      return "≤ " + limit;
    }
  }

  /** At least this value. */
  record AtLeast(Quantity limit) implements Aim {
    @Override
    public Optional<Boolean> met(Finding finding) {
      return Optional.of(finding.value().value() >= limit.value());
    }

    @Override
    public String toString() {
      return "≥ " + limit;
    }
  }
}
