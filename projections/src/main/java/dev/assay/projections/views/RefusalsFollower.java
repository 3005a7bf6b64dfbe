package dev.assay.projections.views;

import dev.assay.events.journal.JournalId;
import dev.assay.events.journal.JournalUnavailableException;
import dev.assay.events.refusals.RecordedRefusal;
import dev.assay.events.refusals.Refusals;
import dev.assay.projections.audit.AuditFold;
import dev.assay.projections.audit.AuditRow;
import dev.assay.projections.store.Generation;
import dev.assay.projections.store.IndexKey;
import dev.assay.projections.store.LiveGeneration;
import dev.assay.projections.store.Scan;
import dev.assay.projections.store.ViewBatch;
import dev.assay.projections.store.ViewGroup;
import dev.assay.projections.store.ViewSnapshot;
import dev.assay.projections.store.ViewStore;
import dev.assay.projections.store.ViewStoreException;
import dev.assay.projections.store.Watermark;
import dev.assay.projections.store.WatermarkMovedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the group {@code refusals}, unless another instance does: puts what the topic of refusals
 * holds into it, and drops what the topic has dropped. Its watermark is the topic's id and offset.
 * What is kept needs no rebuild beside the live one to be made anew: reads wait until it is there.
 */
final class RefusalsFollower implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RefusalsFollower.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final long DROP_NANOS = Duration.ofMinutes(1).toNanos();
  private static final int DROPPED_AT_ONCE = 500;

  private final Refusals refusals;
  private final ViewStore store;
  private final ViewGroup group = AuditCollections.REFUSALS;
  private final ViewsConfig config;
  private final ViewMeters meters;
  private final ViewFailures failures;
  private final ViewProgress progress;
  private final JournalId id;
  private final String owner = Owners.next();
  private final Thread thread;
  private volatile boolean closed;
  private volatile boolean startOver;

  RefusalsFollower(
      Refusals refusals,
      ViewStore store,
      ViewsConfig config,
      ViewMeters meters,
      ViewFailures failures,
      ViewProgress progress) {
    this.refusals = refusals;
    this.store = store;
    this.config = config;
    this.meters = meters;
    this.failures = failures;
    this.progress = progress;
    this.id = new JournalId(refusals.id());
    this.thread = Thread.ofPlatform().daemon().name("views-refusals").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** Makes all of it anew, from the topic. */
  void startOver() {
    startOver = true;
  }

  private void run() {
    while (!closed) {
      try {
        Generation generation = fitting();
        if (progress.trust(generation.number())) {
          dropOthers(generation);
        }
        if (store.claim(generation, owner, config.lease())) {
          follow(generation);
        }
        failures.claimed();
      } catch (WatermarkMovedException e) {
        LOG.debug("views {}: another instance keeps them: {}", group.name(), e.getMessage());
      } catch (ViewStoreException | JournalUnavailableException e) {
        failures.claimFailed(e);
        meters.failed();
      }
      pause();
    }
  }

  private void pause() {
    if (!closed) {
      LockSupport.parkNanos(config.retryInterval().toNanos());
    }
  }

  /** The live generation, a new one where there is none that fits the topic and this program. */
  private Generation fitting() {
    while (true) {
      Optional<LiveGeneration> live = store.live(group.name());
      if (live.isPresent() && !startOver && fits(live.get())) {
        return new Generation(group, live.get().number());
      }
      startOver = false;
      int replaced = live.map(LiveGeneration::number).orElse(0);
      Generation next = store.create(group, id, owner, config.lease());
      if (!store.makeLive(next, replaced)) {
        store.drop(group.name(), next.number());
      }
    }
  }

  private boolean fits(LiveGeneration live) {
    if (live.schemaVersion() > group.schemaVersion()) {
      throw new ViewStoreException(
          "views refusals in %s: schema %d (expected: at most %d; run the newer version)"
              .formatted(store.description(), live.schemaVersion(), group.schemaVersion()));
    }
    return live.schemaVersion() == group.schemaVersion()
        && store
            .watermark(new Generation(group, live.number()))
            .filter(at -> at.journalId().equals(id) && at.position() <= refusals.end())
            .isPresent();
  }

  private void dropOthers(Generation live) {
    store.generations(group.name()).stream()
        .filter(number -> number < live.number())
        .forEach(number -> store.drop(group.name(), number));
  }

  /** Until this is closed, or another instance or generation takes over. */
  private void follow(Generation generation) {
    Watermark at =
        store
            .watermark(generation)
            .orElseThrow(() -> new ViewStoreException(generation + ": gone (expected: live)"));
    progress.observe(at);
    long claimed = System.nanoTime();
    long dropped = System.nanoTime() - DROP_NANOS;
    try (var cursor = refusals.read(at.position() + 1)) {
      while (!closed && !startOver) {
        if (System.nanoTime() - claimed > config.lease().toNanos() / 3) {
          if (!isStillOurs(generation)) {
            return;
          }
          claimed = System.nanoTime();
        }
        if (System.nanoTime() - dropped >= DROP_NANOS) {
          dropWhatTheTopicDropped(generation, at);
          dropped = System.nanoTime();
        }
        at = apply(generation, cursor.poll(POLL), at);
        failures.claimed();
      }
    } finally {
      store.release(generation, owner);
    }
  }

  private boolean isStillOurs(Generation generation) {
    return store.live(group.name()).map(LiveGeneration::number).orElse(0) == generation.number()
        && store.claim(generation, owner, config.lease());
  }

  private Watermark apply(Generation generation, List<RecordedRefusal> read, Watermark at) {
    if (read.isEmpty()) {
      return at;
    }
    ViewBatch batch = new ViewBatch();
    read.stream().map(AuditFold::row).flatMap(Optional::stream).forEach(row -> add(batch, row));
    Watermark next = at.at(read.getLast().offset(), "");
    meters.batch(() -> store.apply(generation, batch, at, next), read.size());
    progress.observe(next);
    return next;
  }

  private static void add(ViewBatch batch, AuditRow row) {
    batch.before(AuditCollections.REFUSED_ROWS, row.id(), Optional.empty());
    batch.put(AuditCollections.REFUSED_ROWS, row);
  }

  /** The watermark stays: what is dropped is older. */
  private void dropWhatTheTopicDropped(Generation generation, Watermark at) {
    long first = refusals.first();
    List<AuditRow> gone;
    do {
      gone = oldest(generation, first);
      ViewBatch batch = new ViewBatch();
      gone.forEach(row -> batch.delete(AuditCollections.REFUSED_ROWS, row.id()));
      if (!gone.isEmpty()) {
        store.apply(generation, batch, at, at);
      }
    } while (gone.size() == DROPPED_AT_ONCE && !closed);
  }

  private List<AuditRow> oldest(Generation generation, long first) {
    var scan = Scan.of(AuditCollections.BY_OFFSET, IndexKey.EMPTY, DROPPED_AT_ONCE);
    try (ViewSnapshot snapshot =
        store
            .snapshot(generation)
            .orElseThrow(() -> new ViewStoreException(generation + ": gone"))) {
      List<AuditRow> before = new ArrayList<>(snapshot.scan(AuditCollections.REFUSED_ROWS, scan));
      before.removeIf(row -> row.place().position() >= first);
      return before;
    }
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
