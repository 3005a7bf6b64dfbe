package dev.assay.benchmarks.transfer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Times of steps that are repeated. Used by one thread. */
final class StopWatch {

  private static final double NANOS = 1e9;

  private final Map<String, List<Long>> nanos = new HashMap<>();

  /** Something that takes its time. */
  interface Step {
    void run() throws Exception;
  }

  void time(String step, Step work) throws Exception {
    long start = System.nanoTime();
    work.run();
    nanos.computeIfAbsent(step, _ -> new ArrayList<>()).add(System.nanoTime() - start);
  }

  void forget() {
    nanos.clear();
  }

  /** The median of a step's times. */
  double seconds(String step) {
    List<Long> sorted = nanos.getOrDefault(step, List.of()).stream().sorted().toList();
    return sorted.get(sorted.size() / 2) / NANOS;
  }
}
