package dev.assay.benchmarks.views;

import dev.assay.benchmarks.Scratch;
import dev.assay.events.journal.Journal;
import dev.assay.projections.store.ViewBatch;
import dev.assay.projections.views.Views;
import dev.assay.projections.views.ViewsConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Runs over one journal, each into an empty store. */
final class ViewRuns {

  private final Journal journal;
  private final int events;
  private final StoreKind kind;
  private final Scratch scratch;
  private final List<ViewBatch> batches = new ArrayList<>();
  private int count;

  ViewRuns(Journal journal, int events, StoreKind kind, Scratch scratch) {
    this.journal = journal;
    this.events = events;
    this.kind = kind;
    this.scratch = scratch;
  }

  String store() {
    return kind.toString();
  }

  /** Projects once and keeps the batches, for the baseline. */
  void record() {
    project(batches::add, new Tally(), new Tally());
  }

  /**
   * The baseline.
   *
   * @param whole turning the records into bytes, and writing them
   * @param bytesOnly of which writing
   */
  void raw(Tally whole, Tally bytesOnly) throws Exception {
    try (RawStore raw = kind.openRaw(scratch.resolve("raw-" + count++))) {
      long writing = 0;
      long before = System.nanoTime();
      for (ViewBatch batch : batches) {
        List<DocumentWrite> writes = MeasuredStore.writes(batch);
        long encoded = System.nanoTime();
        raw.write(writes);
        writing += System.nanoTime() - encoded;
      }
      whole.add(events, System.nanoTime() - before);
      bytesOnly.add(events, writing);
    }
  }

  /**
   * The measured side.
   *
   * @param whole from the start of the views until they show everything
   * @param apply of which in the store
   */
  void views(Tally whole, Tally apply) {
    project(batch -> {}, whole, apply);
  }

  private void project(Consumer<ViewBatch> listener, Tally whole, Tally apply) {
    try (MeasuredStore store =
        new MeasuredStore(kind.openViews(scratch.resolve("views-" + count++)), listener)) {
      long before = System.nanoTime();
      try (Views views = Views.start(journal, store, patient(), new SimpleMeterRegistry())) {
        views.barrier().await();
        whole.add(events, System.nanoTime() - before);
      }
      apply.add(events, store.applyNanos());
    }
  }

  private static ViewsConfig patient() {
    ViewsConfig usual = ViewsConfig.defaults();
    return new ViewsConfig(
        Duration.ofMinutes(10),
        usual.batchCommits(),
        usual.lease(),
        usual.retryInterval(),
        usual.pollInterval(),
        usual.dropDelay());
  }
}
