package dev.assay.benchmarks.load;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.HdrHistogram.ConcurrentHistogram;

/**
 * As many callers as calls in flight, each making the next call when the one before is answered.
 */
final class ClosedLoop {

  private static final int SIGNIFICANT_DIGITS = 3;

  private ClosedLoop() {}

  /** Lets every caller run on a virtual thread of its own for a while. */
  static Load run(List<? extends Call> callers, Duration duration)
      throws InterruptedException, ExecutionException {
    ConcurrentHistogram latencies = new ConcurrentHistogram(SIGNIFICANT_DIGITS);
    long start = System.nanoTime();
    long deadline = start + duration.toNanos();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<? extends Future<?>> running =
          callers.stream()
              .map(call -> threads.submit(() -> loop(call, deadline, latencies)))
              .toList();
      for (Future<?> caller : running) {
        caller.get();
      }
    }
    return new Load(latencies.copy(), System.nanoTime() - start);
  }

  private static boolean loop(Call call, long deadline, ConcurrentHistogram latencies)
      throws Exception {
    long before = System.nanoTime();
    while (before < deadline) {
      call.make();
      long after = System.nanoTime();
      latencies.recordValue(after - before);
      before = after;
    }
    return true;
  }
}
