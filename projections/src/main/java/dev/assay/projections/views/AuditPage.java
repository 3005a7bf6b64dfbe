package dev.assay.projections.views;

import dev.assay.projections.audit.AuditPlace;
import dev.assay.projections.audit.AuditQuery;
import dev.assay.projections.audit.AuditRow;
import dev.assay.projections.paging.Direction;
import dev.assay.projections.paging.Page;
import dev.assay.projections.paging.PageRequest;
import dev.assay.projections.paging.PageToken;
import dev.assay.projections.paging.Pagination;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes a page of the rows that a cursor meets. For use by one thread. */
final class AuditPage {

  /** Most rows that are looked at for one page. */
  static final int EXAMINED = 5_000;

  private final AuditQuery query;
  private final PageRequest request;
  private final List<AuditRow> found = new ArrayList<>();
  private @Nullable AuditRow last;
  private int examined;

  private AuditPage(AuditQuery query, PageRequest request) {
    this.query = query;
    this.request = request;
  }

  static Page<AuditRow> of(AuditQuery query, PageRequest request, AuditCursor cursor) {
    return new AuditPage(query, request).read(cursor);
  }

  private Page<AuditRow> read(AuditCursor cursor) {
    while (found.size() <= request.size()) {
      AuditRow row = cursor.next();
      if (row == null || beyond(row)) {
        return Page.of(request, found, row1 -> key(row1.place()));
      }
      if (examined++ == EXAMINED && last != null) {
        return cut(last);
      }
      last = row;
      if (query.matches(row)) {
        found.add(row);
      }
    }
    return Page.of(request, found, row -> key(row.place()));
  }

  /** Whether neither this row nor any behind it can be of the query. */
  private boolean beyond(AuditRow row) {
    var time = row.place().time();
    return request.direction() == Direction.FORWARD
        ? query.from() != null && time.isBefore(query.from())
        : query.to() != null && !time.isBefore(query.to());
  }

  /** A page that ends because enough was looked at, not because there is no more. */
  private Page<AuditRow> cut(AuditRow at) {
    boolean backward = request.direction() == Direction.BACKWARD;
    List<AuditRow> items = List.copyOf(backward ? found.reversed() : found);
    String on = token(request.direction(), at);
    if (backward) {
      String next = items.isEmpty() ? "" : token(Direction.FORWARD, items.getLast());
      return new Page<>(items, new Pagination(next, on));
    }
    boolean behindOthers = request.token().isPresent() && !items.isEmpty();
    String previous = behindOthers ? token(Direction.BACKWARD, items.getFirst()) : "";
    return new Page<>(items, new Pagination(on, previous));
  }

  private String token(Direction direction, AuditRow beside) {
    return new PageToken(direction, key(beside.place())).encode(request.list());
  }

  private static List<String> key(AuditPlace place) {
    return List.of(
        Long.toString(place.time().toEpochMilli()),
        place.origin().name(),
        Long.toString(place.position()),
        Integer.toString(place.number()));
  }

  /** Where a token of this list says that a page begins. */
  static AuditPlace place(PageToken token) {
    var key = token.key();
    return new AuditPlace(
        Instant.ofEpochMilli(Long.parseLong(key.get(0))),
        AuditPlace.Origin.valueOf(key.get(1)),
        Long.parseLong(key.get(2)),
        Integer.parseInt(key.get(3)));
  }
}
