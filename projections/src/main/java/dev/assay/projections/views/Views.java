package dev.assay.projections.views;

import dev.assay.events.journal.Journal;
import dev.assay.events.journal.JournalUnavailableException;
import dev.assay.projections.store.ViewStore;
import dev.assay.projections.store.ViewStoreException;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * The views that answer the registry's reads. Safe for use by many threads. Journal and store
 * belong to the caller, who closes them after the views.
 */
public final class Views implements AutoCloseable {

  private final GroupViews registry;

  private Views(GroupViews registry) {
    this.registry = registry;
  }

  /**
   * Starts following the journal and returns at once; {@link #health()} says when the views have
   * caught up.
   *
   * @param store belongs to views of this instance, or is shared with instances of the same
   *     registry
   */
  public static Views start(
      Journal journal, ViewStore store, ViewsConfig config, MeterRegistry meters) {
    return new Views(GroupViews.start(new RegistryProjection(), journal, store, config, meters));
  }

  /**
   * The records as they are now. To be closed by the caller.
   *
   * @throws JournalUnavailableException if they do not show every acknowledged write in time
   */
  public ViewRecords read(Consistency consistency) {
    return new ViewRecords(registry.snapshot(consistency));
  }

  /** Waits for the views without reading them. */
  public ReadBarrier barrier() {
    return registry.barrier();
  }

  /** Whether they can answer; for readiness. */
  public ViewHealth health() {
    return registry.health();
  }

  /**
   * Builds the views anew beside the ones that answer, and switches; returns when that is done.
   *
   * @throws ViewStoreException if another instance's rebuild came first
   */
  public ViewRebuild.Result rebuild() {
    return registry.rebuild();
  }

  @Override
  public void close() {
    registry.close();
  }
}
