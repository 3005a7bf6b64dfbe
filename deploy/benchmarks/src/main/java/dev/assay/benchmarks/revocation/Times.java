package dev.assay.benchmarks.revocation;

import dev.assay.benchmarks.report.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** A few times of the same thing. For use by one thread. */
final class Times {

  private static final double NANOS_PER_MILLI = 1e6;

  private final List<Double> millis = new ArrayList<>();

  /** Does something and notes how long that took. */
  <T> T measure(Callable<T> work) throws Exception {
    long before = System.nanoTime();
    T result = work.call();
    millis.add((System.nanoTime() - before) / NANOS_PER_MILLI);
    return result;
  }

  Quantity median() {
    return Quantity.millis(
        millis.stream().sorted().skip((millis.size() - 1) / 2).findFirst().orElseThrow());
  }

  Quantity worst() {
    return Quantity.millis(millis.stream().max(Double::compare).orElseThrow());
  }
}
