package dev.assay.projections.views;

import dev.assay.events.journal.JournalId;
import dev.assay.projections.store.Generation;
import dev.assay.projections.store.LiveGeneration;
import dev.assay.projections.store.ViewBatch;
import dev.assay.projections.store.ViewGroup;
import dev.assay.projections.store.ViewSnapshot;
import dev.assay.projections.store.ViewStore;
import dev.assay.projections.store.ViewStoreException;
import dev.assay.projections.store.Watermark;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** A store that fails between any two steps, as told. */
final class FaultyStore implements ViewStore {

  /** Where it can fail. */
  enum Step {
    LIVE,
    CLAIM,
    WATERMARK,
    SNAPSHOT,
    BEFORE_APPLY,
    AFTER_APPLY,
    RELEASE,
    MAKE_LIVE
  }

  private final ViewStore store;
  private final AtomicInteger failures = new AtomicInteger();
  private volatile Predicate<Step> fails = step -> false;
  private volatile boolean everybodyOwns;

  FaultyStore(ViewStore store) {
    this.store = store;
  }

  void failWhere(Predicate<Step> where) {
    fails = where;
  }

  /** Grants every claim, so that only the watermark keeps owners apart. */
  FaultyStore grantingEveryClaim() {
    everybodyOwns = true;
    return this;
  }

  int failures() {
    return failures.get();
  }

  private void step(Step step) {
    if (fails.test(step)) {
      failures.incrementAndGet();
      throw new ViewStoreException("told to fail: " + step);
    }
  }

  @Override
  public String description() {
    return store.description();
  }

  @Override
  public Optional<LiveGeneration> live(String group) {
    step(Step.LIVE);
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
    step(Step.MAKE_LIVE);
    return store.makeLive(generation, expectedLive);
  }

  @Override
  public void drop(String group, int generation) {
    store.drop(group, generation);
  }

  @Override
  public Optional<Watermark> watermark(Generation generation) {
    step(Step.WATERMARK);
    return store.watermark(generation);
  }

  @Override
  public void apply(Generation generation, ViewBatch batch, Watermark expected, Watermark next) {
    step(Step.BEFORE_APPLY);
    store.apply(generation, batch, expected, next);
    step(Step.AFTER_APPLY);
  }

  @Override
  public boolean claim(Generation generation, String owner, Duration lease) {
    step(Step.CLAIM);
    return everybodyOwns || store.claim(generation, owner, lease);
  }

  @Override
  public void release(Generation generation, String owner) {
    step(Step.RELEASE);
    store.release(generation, owner);
  }

  @Override
  public Optional<ViewSnapshot> snapshot(Generation generation) {
    step(Step.SNAPSHOT);
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
