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
  private final List<List<DocumentWrite>> batches = new ArrayList<>();
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

  /** Projects once and keeps what the batches wrote, for the baseline. */
  void record() {
    project(batch -> batches.add(MeasuredStore.writes(batch)), new Tally(), new Tally());
  }

  /** The baseline. */
  void raw(Tally tally) throws Exception {
    try (RawStore raw = kind.openRaw(scratch.resolve("raw-" + count++))) {
      long before = System.nanoTime();
      for (List<DocumentWrite> batch : batches) {
        raw.write(batch);
      }
      tally.add(events, System.nanoTime() - before);
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
