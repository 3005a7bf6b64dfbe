package dev.assay.projections.asof;

import java.time.Instant;

/**
 * A moment of the past, found in the journal. It stands in the page tokens of a list, so that all
 * pages are of one moment.
 *
 * @param position the last commit that the answer shows
 * @param clock the instant by which it shows what only time decides
 * @param named whether the position itself was asked for, which can never mean another one
 */
public record Pin(long position, Instant clock, boolean named) {

  /** Whether a caller who asks for this means the moment that is pinned. */
  public boolean isAskedForBy(AsOf asked) {
    return switch (asked) {
      case AsOf.AtInstant(Instant instant) -> !named && instant.equals(clock);
      case AsOf.AtPosition(long asks) -> named && asks == position;
    };
  }
}
