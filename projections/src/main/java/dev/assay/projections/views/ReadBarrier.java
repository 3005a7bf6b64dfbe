package dev.assay.projections.views;

import dev.assay.events.journal.JournalUnavailableException;
import dev.assay.projections.store.ViewGroup;
import dev.assay.projections.store.ViewSnapshot;
import dev.assay.projections.store.ViewStore;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Lets a read begin when the views show every write that was acknowledged before: it asks the log
 * that they follow for its end and waits for the watermark to get there. No read begins before this
 * instance has compared the views with that log. Safe for use by many threads.
 */
public final class ReadBarrier {

  private final Followed followed;
  private final ViewStore store;
  private final ViewGroup group;
  private final ViewProgress progress;
  private final ViewMeters meters;
  private final Duration timeout;
  private final Supplier<Optional<String>> failure;

  ReadBarrier(
      Followed followed,
      ViewStore store,
      ViewGroup group,
      ViewProgress progress,
      ViewMeters meters,
      Duration timeout,
      Supplier<Optional<String>> failure) {
    this.followed = followed;
    this.store = store;
    this.group = group;
    this.progress = progress;
    this.meters = meters;
    this.timeout = timeout;
    this.failure = failure;
  }

  /**
   * A snapshot that is fresh enough. To be closed by the caller.
   *
   * @throws JournalUnavailableException if the end is not known, or the views have not got there,
   *     in time
   */
  ViewSnapshot snapshot(Consistency consistency) {
    long deadline = System.nanoTime() + timeout.toNanos();
    long target = consistency == Consistency.LATEST ? followed.end() : -1;
    while (true) {
      await(target, deadline);
      var snapshot = store.snapshot(group);
      if (snapshot.isPresent() && fresh(snapshot.get(), target)) {
        return snapshot.get();
      }
      snapshot.ifPresent(ViewSnapshot::close);
      pause(deadline, target);
    }
  }

  /**
   * Waits until the views show every write that was acknowledged before.
   *
   * @throws JournalUnavailableException if the end is not known, or the views have not got there,
   *     in time
   */
  public void await() {
    snapshot(Consistency.LATEST).close();
  }

  private boolean fresh(ViewSnapshot snapshot, long target) {
    var watermark = snapshot.watermark();
    if (!progress.trusts(watermark) || !watermark.journalId().equals(followed.id())) {
      return false;
    }
    progress.observe(watermark);
    return watermark.position() >= target;
  }

  private void await(long target, long deadline) {
    if (progress.position() < target) {
      meters.wait(() -> require(waited(target, deadline), target));
    }
  }

  /** A generation that has just become live may be a little behind the one before. */
  private void pause(long deadline, long target) {
    require(System.nanoTime() < deadline, target);
    waited(Long.MAX_VALUE, Math.min(deadline, System.nanoTime() + progress.pollNanos()));
  }

  private boolean waited(long target, long deadline) {
    try {
      return progress.await(target, deadline);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new JournalUnavailableException("views: interrupted while waiting for " + target);
    }
  }

  private void require(boolean reached, long target) {
    if (!reached) {
      throw new JournalUnavailableException(
          "views "
              + group.name()
              + (progress.compared()
                  ? ": position " + progress.position() + " (expected: " + target
                  : ": not compared with the journal yet (expected: compared")
              + " within "
              + timeout.toMillis()
              + " ms"
              + failure.get().map(detail -> "; they stand still: " + detail).orElse("")
              + ")");
    }
  }
}
