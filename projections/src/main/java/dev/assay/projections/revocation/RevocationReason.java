package dev.assay.projections.revocation;

import dev.assay.events.bucket.BucketEvent.IterationRevoked;
import dev.assay.events.bucket.BucketEvent.RevocationScheduled;
import dev.assay.events.iteration.IterationId;
import dev.assay.events.journal.RecordedEvent;
import java.util.Optional;

/**
 * Why an iteration was revoked, and by whom: told once, and shown of all that inherited it, even
 * after the iteration is gone.
 *
 * @param message empty where nobody said
 */
public record RevocationReason(IterationId iterationId, String message, String author) {

  /** What an event says about it; empty if it is about something else. */
  public static Optional<RevocationReason> of(RecordedEvent recorded) {
    return switch (recorded.event()) {
      case IterationRevoked e ->
          Optional.of(new RevocationReason(e.iterationId(), e.message(), recorded.actor().name()));
      case RevocationScheduled e ->
          Optional.of(new RevocationReason(e.iterationId(), e.message(), recorded.actor().name()));
      default -> Optional.empty();
    };
  }
}
