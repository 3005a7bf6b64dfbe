package dev.assay.command.revocation;

import dev.assay.events.Event;
import dev.assay.events.access.OrganizationId;
import dev.assay.events.bucket.BucketEvent.BucketDeleted;
import dev.assay.events.bucket.BucketEvent.IterationDeleted;
import dev.assay.events.bucket.BucketEvent.IterationRestored;
import dev.assay.events.bucket.BucketEvent.IterationRevoked;
import dev.assay.events.bucket.BucketEvent.RevocationCancelled;
import dev.assay.events.bucket.BucketEvent.RevocationScheduled;
import dev.assay.events.bucket.BucketEvent.RevocationTookEffect;
import dev.assay.events.bucket.BucketId;
import dev.assay.events.iteration.IterationId;
import dev.assay.events.journal.Append;
import dev.assay.events.journal.RecordedCommit;
import dev.assay.events.journal.StreamName;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which revocations are scheduled, as of the commits seen so far. Used by one thread at a time. */
final class ScheduledRevocations {

  /** A schedule that is not yet recorded to be past. */
  record Scheduled(
      @Nullable OrganizationId organization,
      StreamName stream,
      BucketId bucket,
      IterationId iteration,
      Instant effectiveAt) {}

  private final Map<IterationId, Scheduled> scheduled = new HashMap<>();

  List<Scheduled> all() {
    return List.copyOf(scheduled.values());
  }

  /** Takes over what another one held. */
  void restore(List<Scheduled> known) {
    known.forEach(each -> scheduled.put(each.iteration(), each));
  }

  List<Scheduled> due(Instant now) {
    return scheduled.values().stream().filter(each -> !now.isBefore(each.effectiveAt())).toList();
  }

  void on(RecordedCommit commit) {
    for (Append append : commit.commit().appends()) {
      for (Event event : append.events()) {
        on(commit, append.stream(), event);
      }
    }
  }

  private void on(RecordedCommit commit, StreamName stream, Event event) {
    switch (event) {
      case RevocationScheduled made ->
          scheduled.put(
              made.iterationId(),
              new Scheduled(
                  commit.commit().organization(),
                  stream,
                  made.bucketId(),
                  made.iterationId(),
                  made.effectiveAt()));
      case IterationRevoked ended -> scheduled.remove(ended.iterationId());
      case RevocationTookEffect ended -> scheduled.remove(ended.iterationId());
      case RevocationCancelled ended -> scheduled.remove(ended.iterationId());
      case IterationRestored ended -> scheduled.remove(ended.iterationId());
      case IterationDeleted ended -> scheduled.remove(ended.iterationId());
      case BucketDeleted ended ->
          scheduled.values().removeIf(each -> each.bucket().equals(ended.bucketId()));
      default -> {}
    }
  }
}
