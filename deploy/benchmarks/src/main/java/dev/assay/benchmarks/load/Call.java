package dev.assay.benchmarks.load;

/** One call, waited for. For use by one thread. */
@FunctionalInterface
public interface Call {

  /**
   * Makes the call.
   *
   * @throws Exception if it was not answered as it should be; that ends the benchmark
   */
  void make() throws Exception;
}
