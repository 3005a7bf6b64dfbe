package dev.assay.projections.revocation;

import dev.assay.events.iteration.IterationId;
import dev.assay.events.iteration.RevokedAncestor;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A revocation of an iteration: its own, or one that it inherited.
 *
 * @param from whose revocation it inherited, null for its own
 * @param effectiveAt from when on it holds; of an immediate one the time that is shown
 * @param immediate whether it holds from its own position on, whatever the clock says
 */
public record RevocationRecord(
    @Nullable RevokedAncestor from, Instant effectiveAt, boolean immediate) {

  /** Whether it is in force at an instant. */
  public boolean inForce(Instant now) {
    return immediate || !now.isBefore(effectiveAt);
  }

  /** Whether it was inherited from an iteration. */
  boolean isFrom(IterationId ancestor) {
    return from != null && from.iterationId().equals(ancestor);
  }
}
