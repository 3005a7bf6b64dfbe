package dev.assay.projections.revocation;

import dev.assay.events.bucket.BucketEvent.RevocationInherited;
import dev.assay.events.iteration.IterationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Folds the revocations of one iteration: its own first, then what it inherited, in that order. */
public final class RevocationFold {

  private RevocationFold() {}

  /**
   * @param own its own revocation from now on, null for none
   */
  public static List<RevocationRecord> own(
      List<RevocationRecord> current, @Nullable RevocationRecord own) {
    List<RevocationRecord> next = new ArrayList<>();
    if (own != null) {
      next.add(own);
    }
    current.stream().filter(each -> each.from() != null).forEach(next::add);
    return Collections.unmodifiableList(next);
  }

  public static List<RevocationRecord> inherited(
      List<RevocationRecord> current, RevocationInherited event, Instant time) {
    List<RevocationRecord> next = new ArrayList<>(ended(current, event.from().iterationId()));
    next.add(
        event.effectiveAt() == null
            ? new RevocationRecord(event.from(), event.since() == null ? time : event.since(), true)
            : new RevocationRecord(
                event.from(), event.effectiveAt(), !event.effectiveAt().isAfter(time)));
    return Collections.unmodifiableList(next);
  }

  /** Without what was inherited from an ancestor. */
  public static List<RevocationRecord> ended(List<RevocationRecord> current, IterationId ancestor) {
    return current.stream().filter(each -> !each.isFrom(ancestor)).toList();
  }

  /** The one that is shown: in force first or soonest; its own before an inherited one. */
  public static Optional<RevocationRecord> shown(List<RevocationRecord> revocations) {
    return revocations.stream().min(Comparator.comparing(RevocationRecord::effectiveAt));
  }
}
