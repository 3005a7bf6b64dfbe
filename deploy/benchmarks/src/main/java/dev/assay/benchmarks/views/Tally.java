package dev.assay.benchmarks.views;

import dev.assay.benchmarks.report.Quantity;

/** Sums up runs over the same events. For use by one thread. */
final class Tally {

  private static final double NANOS_PER_SECOND = 1e9;

  private long events;
  private long nanos;

  void add(long moreEvents, long moreNanos) {
    events += moreEvents;
    nanos += moreNanos;
  }

  Quantity rate() {
    return new Quantity(events * NANOS_PER_SECOND / nanos, "events/s");
  }
}
