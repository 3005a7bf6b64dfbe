package dev.assay.projections.views;

import dev.assay.projections.audit.AuditRow;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Merges scans into one order. For use by one thread. */
final class AuditCursor {

  private final List<RowScan> scans;
  private final Comparator<AuditRow> order;

  /**
   * @param order the order that each scan has
   */
  AuditCursor(List<RowScan> scans, Comparator<AuditRow> order) {
    this.scans = scans;
    this.order = order;
  }

  /** The next row of all, null at the end. */
  @Nullable AuditRow next() {
    RowScan first = null;
    AuditRow next = null;
    for (var scan : scans) {
      AuditRow candidate = scan.peek();
      if (candidate != null && (next == null || order.compare(candidate, next) < 0)) {
        first = scan;
        next = candidate;
      }
    }
    if (first != null) {
      first.next();
    }
    return next;
  }
}
