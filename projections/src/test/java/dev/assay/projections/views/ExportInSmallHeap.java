package dev.assay.projections.views;

import dev.assay.events.refusals.memory.InMemoryRefusals;
import dev.assay.projections.audit.AuditQuery;
import dev.assay.projections.store.rocksdb.RocksDbViewStore;
import dev.assay.projections.wire.WireJson;
import dev.assay.projections.wire.v1.AuditCsv;
import dev.assay.projections.wire.v1.AuditEntry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;

/** Exports more rows than its heap holds, in a process of its own, and says how many. */
final class ExportInSmallHeap {

  private ExportInSmallHeap() {}

  /**
   * @param args a directory, {@code csv} or {@code jsonl}, the number of rows
   */
  public static void main(String[] args) throws Exception {
    boolean csv = args[1].equals("csv");
    long[] rows = {0};
    try (var journal = new TestJournal().journal();
        var store =
            new EndlessRows(RocksDbViewStore.open(Path.of(args[0])), Long.parseLong(args[2]));
        var views =
            AuditViews.start(
                journal,
                new InMemoryRefusals(InstantSource.system()),
                store,
                ViewsConfig.defaults(),
                new SimpleMeterRegistry());
        var out = OutputStream.nullOutputStream()) {
      views.export(
          new AuditQuery(
              EndlessRows.ORGANIZATION, true, null, null, null, null, null, null, null, null, null),
          Consistency.LATEST,
          () -> false,
          position -> {},
          row -> {
            var entry = AuditEntry.of(row);
            out.write(
                csv
                    ? AuditCsv.line(entry).getBytes(StandardCharsets.UTF_8)
                    : WireJson.mapper().writeValueAsBytes(entry));
            rows[0]++;
          });
    }
    System.out.println(rows[0] + " rows in " + Runtime.getRuntime().maxMemory() / 1024 + " KiB");
  }
}
