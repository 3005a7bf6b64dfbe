package dev.assay.projections.views;

import java.time.Duration;

/**
 * How views follow the journal.
 *
 * @param barrierTimeout how long a read waits for its views at most; default 20 s
 * @param batchCommits how many commits are applied together at most, 1..10000; default 512
 * @param lease how long a claim holds that is not extended, and so how long other instances wait
 *     for one that died; default 5 s
 * @param retryInterval pause before a failed batch or claim is tried again, at most 1 s; default
 *     500 ms
 * @param pollInterval how often a waiting read looks for what another instance has applied; default
 *     5 ms
 * @param dropDelay how long a generation that was replaced stays for reads that still use it;
 *     default 30 s
 */
public record ViewsConfig(
    Duration barrierTimeout,
    int batchCommits,
    Duration lease,
    Duration retryInterval,
    Duration pollInterval,
    Duration dropDelay) {

  private static final int MAX_BATCH_COMMITS = 10_000;

  /**
   * @throws IllegalArgumentException if a value is out of its range
   */
  public ViewsConfig {
    if (batchCommits < 1 || batchCommits > MAX_BATCH_COMMITS) {
      throw new IllegalArgumentException(
          "batchCommits: " + batchCommits + " (expected: 1.." + MAX_BATCH_COMMITS + ")");
    }
    if (retryInterval.compareTo(Duration.ofSeconds(1)) > 0 || !retryInterval.isPositive()) {
      throw new IllegalArgumentException(
          "retryInterval: " + retryInterval + " (expected: above 0, at most 1 s)");
    }
    if (!lease.isPositive() || !pollInterval.isPositive() || !barrierTimeout.isPositive()) {
      throw new IllegalArgumentException(
          "lease, pollInterval, barrierTimeout: one is not above 0 (expected: all are)");
    }
  }

  public static ViewsConfig defaults() {
    return new ViewsConfig(
        Duration.ofSeconds(20),
        512,
        Duration.ofSeconds(5),
        Duration.ofMillis(500),
        Duration.ofMillis(5),
        Duration.ofSeconds(30));
  }
}
