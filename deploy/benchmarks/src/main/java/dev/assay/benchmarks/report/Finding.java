package dev.assay.benchmarks.report;

import java.util.Optional;

/**
 * One measured value.
 *
 * @param what was measured, and under which conditions
 * @param baseline the same of the baseline, in the same unit; empty where there is none
 */
public record Finding(String what, Optional<Quantity> baseline, Quantity value, Aim aim) {

  /** A value beside a baseline. */
  public static Finding of(String what, Quantity baseline, Quantity value, Aim aim) {
    return new Finding(what, Optional.of(baseline), value, aim);
  }

  /** A value that stands alone. */
  public static Finding of(String what, Quantity value, Aim aim) {
    return new Finding(what, Optional.empty(), value, aim);
  }

  /** The value as a multiple of the baseline. */
  public Optional<Double> ratio() {
    return baseline.map(other -> value.value() / other.value());
  }

  /** Whether the aim is met; empty where there is none. */
  public Optional<Boolean> met() {
    return aim.met(this);
  }
}
