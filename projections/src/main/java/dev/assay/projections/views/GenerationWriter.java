package dev.assay.projections.views;

import dev.assay.projections.store.Generation;
import dev.assay.projections.store.ViewStore;
import dev.assay.projections.store.Watermark;

/**
 * Moves one generation on from the watermark that its owner fetched. It is thrown away after the
 * first failure: what it remembers of the documents holds only as long as every batch of its own
 * was applied. For use by one thread at a time.
 */
final class GenerationWriter {

  private static final int CACHED_DOCUMENTS = 8192;

  private final ViewStore store;
  private final Generation generation;
  private final ViewMeters meters;
  private final GroupProjection projection;
  private final RecordCache cache = new RecordCache(CACHED_DOCUMENTS);
  private Watermark watermark;

  GenerationWriter(
      ViewStore store,
      GroupProjection projection,
      Generation generation,
      Watermark watermark,
      ViewMeters meters) {
    this.store = store;
    this.projection = projection;
    this.generation = generation;
    this.watermark = watermark;
    this.meters = meters;
  }

  Generation generation() {
    return generation;
  }

  Watermark watermark() {
    return watermark;
  }

  PendingBatch begin() {
    return new PendingBatch(this, new RecordBatch(store, generation, watermark, cache), projection);
  }

  /** Applies what was handled, or throws and leaves the store as it was. */
  void apply(PendingBatch pending, RecordBatch batch) {
    var next = pending.next();
    meters.batch(() -> store.apply(generation, batch.changes(), watermark, next), pending.events());
    cache.putAll(batch.changes(), projection::asksFor);
    watermark = next;
  }
}
