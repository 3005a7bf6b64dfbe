package dev.assay.benchmarks.load;

import dev.assay.benchmarks.report.Quantity;
import org.HdrHistogram.Histogram;

/**
 * What became of some seconds of load.
 *
 * @param latencies in ns, of every call
 * @param elapsedNanos from the first call to the end of the last
 */
public record Load(Histogram latencies, long elapsedNanos) {

  private static final double NANOS_PER_SECOND = 1e9;
  private static final double NANOS_PER_MILLI = 1e6;

  /** Both together. */
  public Load and(Load other) {
    Histogram sum = latencies.copy();
    sum.add(other.latencies);
    return new Load(sum, elapsedNanos + other.elapsedNanos);
  }

  /** Calls per second. */
  public Quantity rate() {
    return Quantity.perSecond(latencies.getTotalCount() * NANOS_PER_SECOND / elapsedNanos);
  }

  /**
   * The latency that this share of the calls did not exceed.
   *
   * @param percentile 0..100
   */
  public Quantity latency(double percentile) {
    return Quantity.millis(latencies.getValueAtPercentile(percentile) / NANOS_PER_MILLI);
  }
}
