package dev.assay.command.revocation;

import dev.assay.events.iteration.IterationId;
import dev.assay.events.journal.StreamName;
import java.time.Instant;
import java.util.Optional;

/** Knows when immediate revocations were recorded. Safe for use by many threads. */
@FunctionalInterface
public interface RevocationTimes {

  /**
   * Since when an iteration is revoked, by itself or by an ancestor.
   *
   * @param ancestor the iteration itself for its own revocation
   */
  Optional<Instant> since(StreamName stream, IterationId iteration, IterationId ancestor);
}
