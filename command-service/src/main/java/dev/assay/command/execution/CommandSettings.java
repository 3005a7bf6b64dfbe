package dev.assay.command.execution;

import java.time.Duration;

/**
 * Limits of the command side.
 *
 * @param maxConcurrent commands that are executed at a time, from 1; more wait
 * @param patience how long a command waits for its turn and for the lock of a bucket, from 10 ms
 * @param maxAttempts how often a command is decided if others change its bucket meanwhile, from 1
 * @param maxRetryPause longest pause before it is decided again; the pause is random
 * @param cachedEvents how many events the aggregates kept in memory may hold between them, from 0;
 *     an aggregate counts as 48 more
 * @param buildTimeout how long a running build may give no sign of life
 * @param timeoutCheck how often builds are looked at for that
 */
public record CommandSettings(
    int maxConcurrent,
    Duration patience,
    int maxAttempts,
    Duration maxRetryPause,
    long cachedEvents,
    Duration buildTimeout,
    Duration timeoutCheck) {

  public static final CommandSettings DEFAULT =
      new CommandSettings(
          512,
          Duration.ofSeconds(10),
          20,
          Duration.ofMillis(20),
          2_000_000,
          Duration.ofMinutes(10),
          Duration.ofSeconds(15));

  /**
   * @throws IllegalArgumentException if a value is out of range
   */
  public CommandSettings {
    require(maxConcurrent >= 1, "maxConcurrent", maxConcurrent, ">= 1");
    require(patience.toMillis() >= 10, "patience", patience, ">= 10 ms");
    require(maxAttempts >= 1, "maxAttempts", maxAttempts, ">= 1");
    require(!maxRetryPause.isNegative(), "maxRetryPause", maxRetryPause, ">= 0");
    require(cachedEvents >= 0, "cachedEvents", cachedEvents, ">= 0");
    require(buildTimeout.isPositive(), "buildTimeout", buildTimeout, "> 0");
    require(timeoutCheck.isPositive(), "timeoutCheck", timeoutCheck, "> 0");
  }

  public CommandSettings withBuildTimeout(Duration timeout, Duration check) {
    return new CommandSettings(
        maxConcurrent, patience, maxAttempts, maxRetryPause, cachedEvents, timeout, check);
  }

  private static void require(boolean holds, String what, Object value, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(what + ": " + value + " (expected: " + expected + ")");
    }
  }
}
