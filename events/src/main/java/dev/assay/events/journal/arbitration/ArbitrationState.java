package dev.assay.events.journal.arbitration;

import dev.assay.events.journal.CommitId;
import dev.assay.events.journal.StreamName;
import java.time.Instant;
import java.util.Optional;

/** What a reader knows after the records before the one that is judged. */
public interface ArbitrationState {

  /** Sequence of the newest event of a stream, −1 for a stream without events. */
  long head(StreamName stream);

  /** The accepted commit with an id. */
  Optional<AcceptedId> accepted(CommitId id);

  /** Whether history of the stream was found missing and no operator has repaired it since. */
  boolean quarantined(StreamName stream);

  /** Position of the last accepted commit, −1 before the first. */
  long position();

  /** Time of the last accepted commit, {@link Instant#EPOCH} before the first. */
  Instant time();
}
