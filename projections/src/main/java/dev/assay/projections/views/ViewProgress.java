package dev.assay.projections.views;

import dev.assay.projections.store.Watermark;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How far the live generation has got, as this instance knows it: from its own projector, and where
 * another instance projects, by looking. Nothing is known of a generation before it was compared
 * with the journal: its watermark may belong to commits that this journal never held. Safe for use
 * by many threads.
 */
final class ViewProgress {

  private final Supplier<Optional<Watermark>> look;
  private final long pollNanos;
  private final ReentrantLock lock = new ReentrantLock();
  private final ReentrantLock looking = new ReentrantLock();
  private final Condition moved = lock.newCondition();
  private volatile @Nullable Watermark known;
  private volatile long position = -1;
  private volatile int firstTrusted = Integer.MAX_VALUE;

  /**
   * @param look fetches the live watermark
   * @param poll how often those who wait look
   */
  ViewProgress(Supplier<Optional<Watermark>> look, Duration poll) {
    this.look = look;
    this.pollNanos = poll.toNanos();
  }

  /** The last known position, −1 for none. */
  long position() {
    return position;
  }

  /** Whether any watermark was seen. */
  boolean known() {
    return known != null;
  }

  long pollNanos() {
    return pollNanos;
  }

  /**
   * From here on this generation counts, and those that are built after it. For use by one thread.
   *
   * @return whether it is another one than before
   */
  boolean trust(int generation) {
    boolean other = generation != firstTrusted;
    firstTrusted = generation;
    return other;
  }

  /** Whether the live generation has been compared with the journal. */
  boolean compared() {
    return firstTrusted < Integer.MAX_VALUE;
  }

  boolean trusts(Watermark seen) {
    return seen.generation() >= firstTrusted;
  }

  /** Takes note of what was seen or applied; a position goes back only with the generation. */
  void observe(Watermark seen) {
    if (!trusts(seen)) {
      return;
    }
    lock.lock();
    try {
      var before = known;
      boolean news =
          before == null
              || seen.generation() > before.generation()
              || seen.generation() == before.generation() && seen.position() > before.position();
      if (news) {
        known = seen;
        position = seen.position();
        moved.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until the live generation has got to a position.
   *
   * @param deadline in {@code System.nanoTime()}
   * @return false if it has not by the deadline
   */
  boolean await(long target, long deadline) throws InterruptedException {
    while (position < target) {
      long remaining = deadline - System.nanoTime();
      if (remaining <= 0) {
        return false;
      }
      if (!signalled(target, Math.min(remaining, pollNanos))) {
        lookOnce();
      }
    }
    return true;
  }

  private boolean signalled(long target, long nanos) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = nanos;
      while (position < target && left > 0) {
        left = moved.awaitNanos(left);
      }
      return position >= target;
    } finally {
      lock.unlock();
    }
  }

  /** One of those who wait looks for all. */
  private void lookOnce() {
    if (looking.tryLock()) {
      try {
        look.get().ifPresent(this::observe);
      } finally {
        looking.unlock();
      }
    }
  }
}
