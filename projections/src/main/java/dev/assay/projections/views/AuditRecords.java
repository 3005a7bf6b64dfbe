package dev.assay.projections.views;

import dev.assay.projections.audit.AuditPlace;
import dev.assay.projections.audit.AuditPlace.Origin;
import dev.assay.projections.audit.AuditQuery;
import dev.assay.projections.audit.AuditRow;
import dev.assay.projections.paging.Direction;
import dev.assay.projections.paging.Page;
import dev.assay.projections.paging.PageRequest;
import dev.assay.projections.store.CollectionSpec;
import dev.assay.projections.store.IndexKey;
import dev.assay.projections.store.IndexSpec;
import dev.assay.projections.store.ViewReads;
import dev.assay.projections.store.ViewSnapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The audit log as one read snapshot of each of its two groups shows it. For use by one thread;
 * holds resources until closed.
 */
public final class AuditRecords implements AutoCloseable {

  private static final Comparator<AuditRow> OLDEST_FIRST = Comparator.comparing(AuditRow::place);

  private final ViewSnapshot done;
  private final ViewSnapshot refused;

  AuditRecords(ViewSnapshot done, ViewSnapshot refused) {
    this.done = done;
    this.refused = refused;
  }

  /** The position of the journal that it stands at, −1 for before the first commit. */
  public long position() {
    return done.watermark().position();
  }

  /** Whether a row was there already when the logs stood where these records stand. */
  boolean holds(AuditPlace place) {
    long end =
        switch (place.origin()) {
          case JOURNAL -> done.watermark().position();
          case REFUSALS -> refused.watermark().position();
        };
    return place.position() <= end;
  }

  /**
   * One page, newest first. It takes the same time however many rows there are: of a query that no
   * index answers alone it looks at so many rows, and then the page is short, or empty, and says
   * that there is a next one.
   */
  public Page<AuditRow> page(AuditQuery query, PageRequest request) {
    return AuditPage.of(query, request, cursor(query, request.direction(), place(request)));
  }

  private static @Nullable AuditPlace place(PageRequest request) {
    return request.token().map(AuditPage::place).orElse(null);
  }

  /** All rows behind a place that can be of a query, newest first; the query is to be asked. */
  AuditCursor cursor(AuditQuery query, @Nullable AuditPlace beside) {
    return cursor(query, Direction.FORWARD, beside);
  }

  private AuditCursor cursor(AuditQuery query, Direction direction, @Nullable AuditPlace beside) {
    List<RowScan> scans = new ArrayList<>();
    if (query.reaches(Origin.JOURNAL)) {
      add(query, direction, beside, done, AuditCollections.ROWS, scans);
    }
    if (query.reaches(Origin.REFUSALS)) {
      add(query, direction, beside, refused, AuditCollections.REFUSED_ROWS, scans);
    }
    return new AuditCursor(
        scans, direction == Direction.FORWARD ? OLDEST_FIRST.reversed() : OLDEST_FIRST);
  }

  private static void add(
      AuditQuery query,
      Direction direction,
      @Nullable AuditPlace beside,
      ViewReads reads,
      CollectionSpec<AuditRow> rows,
      List<RowScan> scans) {
    List<String> scopes =
        query.machine()
            ? List.of(query.organization().value(), "")
            : List.of(query.organization().value());
    for (var scope : scopes) {
      for (var part : parts(query, scope)) {
        scans.add(scan(query, direction, beside, reads, rows, part));
      }
    }
  }

  /** A part of an index. */
  private record Part(IndexSpec<AuditRow> index, IndexKey prefix) {}

  /** The narrowest parts that hold all rows of a query, none of them twice. */
  private static List<Part> parts(AuditQuery query, String scope) {
    if (query.bucket() != null && query.channel() != null) {
      return List.of(
          new Part(
              AuditCollections.BY_CHANNEL, IndexKey.of(scope, query.bucket(), query.channel())));
    }
    if (query.bucket() != null) {
      return List.of(new Part(AuditCollections.BY_BUCKET, IndexKey.of(scope, query.bucket())));
    }
    if (query.actor() != null) {
      var key = IndexKey.of(scope, query.actor());
      return List.of(
          new Part(AuditCollections.BY_ACTOR_ID, key),
          new Part(AuditCollections.BY_ACTOR_NAME, key));
    }
    if (query.action() != null) {
      return List.of(
          new Part(AuditCollections.BY_ACTION, IndexKey.of(scope, query.action().value())));
    }
    if (query.project() != null) {
      return List.of(new Part(AuditCollections.BY_PROJECT, IndexKey.of(scope, query.project())));
    }
    return List.of(new Part(AuditCollections.BY_TIME, IndexKey.of(scope)));
  }

  private static RowScan scan(
      AuditQuery query,
      Direction direction,
      @Nullable AuditPlace beside,
      ViewReads reads,
      CollectionSpec<AuditRow> rows,
      Part part) {
    boolean forward = direction == Direction.FORWARD;
    RowScan scan =
        forward
            ? RowScan.newestFirst(reads, rows, part.index(), part.prefix())
            : RowScan.oldestFirst(reads, rows, part.index(), part.prefix());
    var bound = forward ? query.to() : query.from();
    if (beside != null) {
      return scan.beside(beside);
    }
    return bound == null ? scan : scan.at(bound);
  }

  @Override
  public void close() {
    done.close();
    refused.close();
  }
}
