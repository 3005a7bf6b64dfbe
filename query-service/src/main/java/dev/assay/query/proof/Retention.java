package dev.assay.query.proof;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which checkpoints are kept: the newest ones all, then the first of each hour for a month, then
 * the first of each day for ever. Which is first never changes, so what was kept once for its hour
 * stays until it is a month old.
 */
final class Retention {

  /** The newest that are all kept. */
  static final int NEWEST = 256;

  private static final Duration HOURLY = Duration.ofDays(31);

  private Retention() {}

  /**
   * @param times of the kept checkpoints, in order
   * @return indexes of those that need not be kept
   */
  static List<Integer> superfluous(List<Instant> times, Instant now) {
    List<Integer> superfluous = new ArrayList<>();
    Set<Instant> seen = new HashSet<>();
    for (int i = 0; i < times.size() - NEWEST; i++) {
      Instant time = times.get(i);
      boolean hourly = time.plus(HOURLY).isAfter(now);
      boolean firstOfDay = seen.add(time.truncatedTo(ChronoUnit.DAYS));
      boolean firstOfHour = seen.add(time.truncatedTo(ChronoUnit.HOURS).plusNanos(1));
      if (!firstOfDay && !(hourly && firstOfHour)) {
        superfluous.add(i);
      }
    }
    return superfluous;
  }
}
