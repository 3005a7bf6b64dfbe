package dev.assay.projections.views;

import dev.assay.projections.audit.AuditPlace;
import dev.assay.projections.audit.AuditRow;
import dev.assay.projections.store.CollectionSpec;
import dev.assay.projections.store.IndexKey;
import dev.assay.projections.store.IndexSpec;
import dev.assay.projections.store.Scan;
import dev.assay.projections.store.ViewReads;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** Rows of a part of an index, read on bit by bit. For use by one thread. */
final class RowScan {

  private static final int FIRST = 64;
  private static final int MORE = 512;

  private final ViewReads reads;
  private final CollectionSpec<AuditRow> collection;
  private final IndexKey prefix;
  private final Queue<AuditRow> read = new ArrayDeque<>();
  private Scan<AuditRow> scan;
  private boolean exhausted;

  private RowScan(
      ViewReads reads, CollectionSpec<AuditRow> collection, IndexKey prefix, Scan<AuditRow> scan) {
    this.reads = reads;
    this.collection = collection;
    this.prefix = prefix;
    this.scan = scan;
  }

  static RowScan newestFirst(
      ViewReads reads,
      CollectionSpec<AuditRow> collection,
      IndexSpec<AuditRow> index,
      IndexKey prefix) {
    return new RowScan(reads, collection, prefix, Scan.of(index, prefix, FIRST).descending());
  }

  static RowScan oldestFirst(
      ViewReads reads,
      CollectionSpec<AuditRow> collection,
      IndexSpec<AuditRow> index,
      IndexKey prefix) {
    return new RowScan(reads, collection, prefix, Scan.of(index, prefix, FIRST));
  }

  /** Begins beside a row, which need not be in this index. */
  RowScan beside(AuditPlace place) {
    scan =
        scan.after(
            new Scan.After(
                prefix.with(
                    place.time(), place.origin().ordinal(), place.position(), place.number()),
                place.id()));
    return this;
  }

  /** Begins at an instant: newest first with the row before it, oldest first with the row at it. */
  RowScan at(Instant instant) {
    scan = scan.after(new Scan.After(prefix.with(instant, Long.MIN_VALUE), ""));
    return this;
  }

  /** The next row, null at the end; it stays the next one. */
  @Nullable AuditRow peek() {
    if (read.isEmpty() && !exhausted) {
      fill();
    }
    return read.peek();
  }

  @Nullable AuditRow next() {
    peek();
    return read.poll();
  }

  private void fill() {
    var page = reads.scan(collection, scan);
    read.addAll(page);
    exhausted = page.size() < scan.limit();
    if (!exhausted) {
      beside(page.getLast().place());
      scan = new Scan<>(scan.index(), scan.prefix(), scan.after(), scan.direction(), MORE);
    }
  }
}
