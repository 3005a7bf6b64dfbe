package dev.assay.benchmarks.views;

import dev.assay.events.journal.JournalId;
import dev.assay.projections.store.CollectionSpec;
import dev.assay.projections.store.Generation;
import dev.assay.projections.store.LiveGeneration;
import dev.assay.projections.store.ViewBatch;
import dev.assay.projections.store.ViewGroup;
import dev.assay.projections.store.ViewSnapshot;
import dev.assay.projections.store.ViewStore;
import dev.assay.projections.store.Watermark;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** A view store that is watched while it works: how long its batches take, and what is in them. */
final class MeasuredStore implements ViewStore {

  private final ViewStore store;
  private final Consumer<ViewBatch> listener;
  private final AtomicLong applyNanos = new AtomicLong();

  MeasuredStore(ViewStore store, Consumer<ViewBatch> listener) {
    this.store = store;
    this.listener = listener;
  }

  /** The documents of a batch as bytes. */
  static List<DocumentWrite> writes(ViewBatch batch) {
    List<DocumentWrite> writes = new ArrayList<>();
    batch.collections().forEach(changes -> collect(changes, writes));
    return writes;
  }

  private static <T> void collect(ViewBatch.Changes<T> changes, List<DocumentWrite> writes) {
    CollectionSpec<T> collection = changes.collection();
    changes
        .byKey()
        .forEach((key, document) ->
            writes.add(
                new DocumentWrite(
                    collection.name(),
                    key,
                    document.map(collection.codec()::encode).orElse(null))));
  }

  /** Time spent in {@link #apply}. */
  long applyNanos() {
    return applyNanos.get();
  }

  @Override
  public void apply(Generation generation, ViewBatch batch, Watermark expected, Watermark next) {
    long before = System.nanoTime();
    store.apply(generation, batch, expected, next);
    applyNanos.addAndGet(System.nanoTime() - before);
    listener.accept(batch);
  }

  @Override
  public String description() {
    return store.description();
  }

  @Override
  public Optional<LiveGeneration> live(String group) {
    return store.live(group);
  }

  @Override
  public List<Integer> generations(String group) {
    return store.generations(group);
  }

  @Override
  public Generation create(ViewGroup group, JournalId journalId, String owner, Duration lease) {
    return store.create(group, journalId, owner, lease);
  }

  @Override
  public boolean makeLive(Generation generation, int expectedLive) {
    return store.makeLive(generation, expectedLive);
  }

  @Override
  public void drop(String group, int generation) {
    store.drop(group, generation);
  }

  @Override
  public Optional<Watermark> watermark(Generation generation) {
    return store.watermark(generation);
  }

  @Override
  public boolean claim(Generation generation, String owner, Duration lease) {
    return store.claim(generation, owner, lease);
  }

  @Override
  public void release(Generation generation, String owner) {
    store.release(generation, owner);
  }

  @Override
  public Optional<ViewSnapshot> snapshot(Generation generation) {
    return store.snapshot(generation);
  }

  @Override
  public Optional<ViewSnapshot> snapshot(ViewGroup group) {
    return store.snapshot(group);
  }

  @Override
  public void close() {
    store.close();
  }
}
