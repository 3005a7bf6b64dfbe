package dev.assay.projections.audit;

import java.time.Instant;
import java.util.Comparator;

/**
 * Where a row stands in the audit log, the oldest first.
 *
 * @param position of the commit in the journal, or of the refusal in its topic
 * @param number of the row among those of its commit, from 0
 */
public record AuditPlace(Instant time, Origin origin, long position, int number)
    implements Comparable<AuditPlace> {

  private static final Comparator<AuditPlace> ORDER =
      Comparator.comparing(AuditPlace::time)
          .thenComparing(AuditPlace::origin)
          .thenComparingLong(AuditPlace::position)
          .thenComparingInt(AuditPlace::number);

  /** Which log a row was made from. */
  public enum Origin {
    REFUSALS,
    JOURNAL
  }

  /** Identity of the row, the same in every view and for ever. */
  public String id() {
    return switch (origin) {
      case JOURNAL -> position + "-" + number;
      case REFUSALS -> "r" + position;
    };
  }

  @Override
  public int compareTo(AuditPlace other) {
    return ORDER.compare(this, other);
  }
}
