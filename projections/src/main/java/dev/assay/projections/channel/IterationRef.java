package dev.assay.projections.channel;

import dev.assay.events.iteration.Fingerprint;
import dev.assay.events.iteration.IterationId;
import dev.assay.projections.iteration.IterationRecord;

/**
 * What history keeps of an iteration, so that it can be named after it was deleted.
 *
 * @param number the bucket's number for it, from 1
 */
public record IterationRef(IterationId id, Fingerprint fingerprint, int number) {

  public static IterationRef of(IterationRecord iteration) {
    return new IterationRef(iteration.id(), iteration.fingerprint(), iteration.number());
  }

  /** {@code v} and its number. */
  public String name() {
    return IterationRecord.name(number);
  }
}
