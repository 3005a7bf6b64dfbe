package dev.assay.projections.records;

import dev.assay.events.journal.RecordedEvent;
import dev.assay.projections.iteration.IterationFold;
import dev.assay.projections.iteration.IterationRecord;
import dev.assay.projections.revocation.RevocationReason;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the events of one iteration say of it.
 *
 * @param living its record, null before it is created and once it is deleted
 * @param given why it was revoked last, null if it never was
 */
record IterationState(@Nullable IterationRecord living, @Nullable RevocationReason given) {

  static final IterationState NOTHING = new IterationState(null, null);

  IterationState apply(RecordedEvent recorded) {
    return new IterationState(
        IterationFold.apply(living, recorded), RevocationReason.of(recorded).orElse(given));
  }

  Optional<IterationRecord> record() {
    return Optional.ofNullable(living);
  }

  Optional<RevocationReason> reason() {
    return Optional.ofNullable(given);
  }
}
