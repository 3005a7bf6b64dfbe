package dev.assay.projections.views;

import dev.assay.events.journal.Journal;
import dev.assay.events.journal.JournalUnavailableException;
import dev.assay.projections.store.ViewGroup;
import dev.assay.projections.store.ViewSnapshot;
import dev.assay.projections.store.ViewStore;
import dev.assay.projections.store.ViewStoreException;
import dev.assay.projections.store.Watermark;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One group of views of this instance: the projector that keeps it, unless another instance does,
 * and reads. Safe for use by many threads. Journal and store belong to the caller, who closes them
 * after the views.
 */
final class GroupViews implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(GroupViews.class);

  private final Journal journal;
  private final ViewStore store;
  private final GroupProjection projection;
  private final ViewGroup group;
  private final ViewsConfig config;
  private final String owner = Owners.next();
  private final String dropper = Owners.next();
  private final ViewFailures failures;
  private final ViewProgress progress;
  private final ViewRebuild rebuild;
  private final LiveGenerations live;
  private final ViewProjector projector;
  private final ReadBarrier barrier;
  private final ReentrantLock rebuilding = new ReentrantLock();
  private final ScheduledExecutorService housekeeping =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("views-housekeeping").factory());
  private volatile boolean closed;
  private volatile boolean caughtUp;

  private GroupViews(
      GroupProjection projection,
      Journal journal,
      ViewStore store,
      ViewsConfig config,
      MeterRegistry registry) {
    this.projection = projection;
    this.group = projection.group();
    this.journal = journal;
    this.store = store;
    this.config = config;
    var meters = new ViewMeters(registry, group);
    this.failures = new ViewFailures(meters);
    this.progress = new ViewProgress(this::look, config.pollInterval());
    this.rebuild =
        new ViewRebuild(journal, store, projection, meters, config, Owners.next(), () -> closed);
    this.live =
        new LiveGenerations(journal, store, group, rebuild, owner, config.lease(), this::trusted);
    this.projector = new ViewProjector(() -> processor(meters));
    this.barrier =
        new ReadBarrier(
            Followed.of(journal),
            store,
            group,
            progress,
            meters,
            config.barrierTimeout(),
            failures::detail);
    meters.lag(this::lag);
  }

  private ViewProcessor processor(ViewMeters meters) {
    var transactions = new ViewTransactions(this::applied);
    var tokens =
        new ViewTokens(
            store,
            projection,
            live,
            transactions,
            failures,
            meters,
            config.lease(),
            owner,
            this::observed);
    var messages = new JournalMessages(journal);
    return ViewProcessor.of(group.name(), messages, transactions, tokens, failures, config);
  }

  /**
   * Starts following the journal and returns at once; {@link #health()} says when the views have
   * caught up.
   *
   * @param store belongs to these views alone, or is shared with instances of the same registry
   */
  static GroupViews start(
      GroupProjection projection,
      Journal journal,
      ViewStore store,
      ViewsConfig config,
      MeterRegistry registry) {
    var views = new GroupViews(projection, journal, store, config, registry);
    views.projector.restart();
    return views;
  }

  /**
   * The documents as they are now. To be closed by the caller.
   *
   * @throws JournalUnavailableException if they do not show every acknowledged write in time
   */
  ViewSnapshot snapshot(Consistency consistency) {
    return barrier.snapshot(consistency);
  }

  /** Waits for the views without reading them. */
  ReadBarrier barrier() {
    return barrier;
  }

  /** Whether they can answer; for readiness. */
  ViewHealth health() {
    long lag = lag();
    if (lag > 0) {
      lag = lookAgain();
    }
    var failure = failures.detail();
    if (failure.isPresent()) {
      return new ViewHealth(ViewHealth.Status.FAILED, failure.get(), lag);
    }
    caughtUp |= lag == 0 && progress.known();
    return caughtUp
        ? new ViewHealth(ViewHealth.Status.FOLLOWING, "position " + progress.position(), lag)
        : new ViewHealth(
            ViewHealth.Status.CATCHING_UP,
            "position " + progress.position() + " of " + journal.reached(),
            lag);
  }

  /**
   * Builds the views anew beside the ones that answer, and switches; returns when that is done.
   *
   * @throws ViewStoreException if another instance's rebuild came first
   */
  ViewRebuild.Result rebuild() {
    rebuilding.lock();
    try {
      var result = rebuild.run(_ -> {});
      projector.restart();
      return result;
    } finally {
      rebuilding.unlock();
    }
  }

  /** What this generation replaced is dropped when nobody reads it any more. */
  private void trusted(int generation) {
    if (progress.trust(generation) && !closed) {
      scheduleDrop();
    }
  }

  private void applied(GenerationWriter writer) {
    failures.wentOn();
    observed(writer);
  }

  private void observed(GenerationWriter writer) {
    progress.observe(writer.watermark());
    caughtUp |= writer.watermark().position() >= journal.reached();
  }

  private Optional<Watermark> look() {
    return store
        .snapshot(group)
        .map(snapshot -> {
          try (ViewSnapshot open = snapshot) {
            return open.watermark();
          }
        });
  }

  private long lookAgain() {
    try {
      look().ifPresent(progress::observe);
    } catch (ViewStoreException e) {
      failures.claimFailed(e);
    }
    return lag();
  }

  private long lag() {
    return Math.max(0, journal.reached() - progress.position());
  }

  private void scheduleDrop() {
    housekeeping.schedule(
        this::dropLeftovers, config.dropDelay().toMillis(), TimeUnit.MILLISECONDS);
  }

  private void dropLeftovers() {
    try {
      live.dropLeftovers(dropper);
    } catch (ViewStoreException e) {
      LOG.warn(
          "views {}: replaced generations are dropped later: {}", group.name(), e.getMessage());
      if (!closed) {
        scheduleDrop();
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    projector.close();
    housekeeping.shutdownNow();
    housekeeping.close();
  }
}
