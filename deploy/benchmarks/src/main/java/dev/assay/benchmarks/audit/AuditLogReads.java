package dev.assay.benchmarks.audit;

import dev.assay.events.access.OrganizationId;
import dev.assay.projections.audit.AuditQuery;
import dev.assay.projections.paging.PageRequest;
import dev.assay.projections.views.AuditViews;
import dev.assay.projections.views.Consistency;
import dev.assay.projections.wire.WireJson;
import dev.assay.projections.wire.v1.AuditEntry;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The measured side: what the calls of the audit log do, without HTTP. */
final class AuditLogReads {

  static final int PAGE = 50;

  private final AuditViews views;
  private final OrganizationId organization;

  AuditLogReads(AuditViews views, OrganizationId organization) {
    this.views = views;
    this.organization = organization;
  }

  /** Waits until all rows are there. */
  void awaitRows() {
    views.read(Consistency.LATEST).close();
  }

  /** The newest page of all. */
  void newest() {
    page(query(null, null));
  }

  /** The newest page of one channel, which is not among the newest rows. */
  void ofAChannel() {
    page(query("image-0", "latest"));
  }

  private void page(AuditQuery query) {
    try (var records = views.read(Consistency.LATEST)) {
      var page = records.page(query, new PageRequest(query.list(), PAGE, Optional.empty()));
      if (page.items().size() != PAGE) {
        throw new IllegalStateException("page: " + page.items().size() + " rows (expected: 50)");
      }
      WireJson.mapper().writeValueAsBytes(page.items().stream().map(AuditEntry::of).toList());
    }
  }

  /**
   * What an export came to.
   *
   * @param bytes of all rows
   */
  record Exported(int rows, long bytes) {}

  /** All rows as JSON Lines. */
  Exported export() throws IOException {
    Discarded out = new Discarded();
    int[] rows = {0};
    views.export(
        query(null, null),
        Consistency.LATEST,
        () -> false,
        position -> {},
        row -> {
          out.write(WireJson.mapper().writeValueAsBytes(AuditEntry.of(row)));
          out.write('\n');
          rows[0]++;
        });
    return new Exported(rows[0], out.written());
  }

  private AuditQuery query(@Nullable String bucket, @Nullable String channel) {
    return new AuditQuery(
        organization, false, null, bucket, channel, null, null, null, null, null, null);
  }
}
