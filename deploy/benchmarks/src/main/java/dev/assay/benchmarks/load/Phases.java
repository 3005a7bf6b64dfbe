package dev.assay.benchmarks.load;

import java.time.Duration;

/**
 * How long things take.
 *
 * @param warmUp load before anything is counted, per side
 * @param slice load of one side before the other side's turn comes
 */
public record Phases(Duration warmUp, Duration slice) {

  /** What results that are to be published need. */
  public static final Phases FULL = new Phases(Duration.ofSeconds(20), Duration.ofSeconds(10));

  /** Enough to see whether it works and where the time goes. */
  public static final Phases QUICK = new Phases(Duration.ofSeconds(5), Duration.ofSeconds(4));

  public static Phases of(boolean quick) {
    return quick ? QUICK : FULL;
  }
}
