package dev.assay.benchmarks;

import dev.assay.benchmarks.report.Finding;
import java.util.List;

/** Measures one thing. */
@FunctionalInterface
interface Benchmark {

  /**
   * Runs it, in a quiet JVM.
   *
   * @throws Exception if it could not be run to its end
   */
  List<Finding> run() throws Exception;
}
