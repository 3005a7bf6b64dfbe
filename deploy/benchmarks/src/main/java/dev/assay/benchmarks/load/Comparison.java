package dev.assay.benchmarks.load;

import java.util.List;
import java.util.concurrent.ExecutionException;

/**
 * The same load on two sides, in turns, so that both see the same machine.
 *
 * @param baseline what the baseline made of it
 * @param value what the measured side made of it
 */
public record Comparison(Load baseline, Load value) {

  private static final int TURNS = 2;

  /** Warms both sides up, then measures: baseline, value, baseline, value, baseline. */
  public static Comparison run(
      List<? extends Call> baseline, List<? extends Call> value, Phases phases)
      throws InterruptedException, ExecutionException {
    ClosedLoop.run(baseline, phases.warmUp());
    ClosedLoop.run(value, phases.warmUp());
    Load ofBaseline = ClosedLoop.run(baseline, phases.slice());
    Load ofValue = ClosedLoop.run(value, phases.slice());
    for (int turn = 1; turn < TURNS; turn++) {
      ofBaseline = ofBaseline.and(ClosedLoop.run(baseline, phases.slice()));
      ofValue = ofValue.and(ClosedLoop.run(value, phases.slice()));
    }
    return new Comparison(ofBaseline.and(ClosedLoop.run(baseline, phases.slice())), ofValue);
  }

  /** One side alone: warmed up, then measured. */
  public static Load alone(List<? extends Call> callers, Phases phases)
      throws InterruptedException, ExecutionException {
    ClosedLoop.run(callers, phases.warmUp());
    return ClosedLoop.run(callers, phases.slice());
  }
}
