package dev.assay.events.journal.kafka;

import dev.assay.events.journal.Journal.Subscription;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far the reading thread has come, and who waits for it. Each waiter is woken once, when its
 * offset has been reached. Safe for use by many threads.
 */
final class Progress {

  private static final Logger LOG = LoggerFactory.getLogger(Progress.class);

  private final ReentrantLock lock = new ReentrantLock();
  private final PriorityQueue<Waiter> waiters = new PriorityQueue<>();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private volatile long nextOffset;
  private volatile Optional<String> halted = Optional.empty();

  Progress(long nextOffset) {
    this.nextOffset = nextOffset;
  }

  private record Waiter(long offset, CompletableFuture<Void> reached)
      implements Comparable<Waiter> {
    @Override
    public int compareTo(Waiter other) {
      return Long.compare(offset, other.offset);
    }
  }

  long nextOffset() {
    return nextOffset;
  }

  Optional<String> halted() {
    return halted;
  }

  /** Completes once all records before an offset have been read, or reading has stopped. */
  CompletableFuture<Void> reached(long offset) {
    if (nextOffset >= offset || halted.isPresent()) {
      return CompletableFuture.completedFuture(null);
    }
    lock.lock();
    try {
      if (nextOffset >= offset || halted.isPresent()) {
        return CompletableFuture.completedFuture(null);
      }
      Waiter waiter = new Waiter(offset, new CompletableFuture<>());
      waiters.add(waiter);
      return waiter.reached();
    } finally {
      lock.unlock();
    }
  }

  /** Notes that the records before an offset have been read and written. */
  void advanceTo(long offset) {
    lock.lock();
    try {
      nextOffset = offset;
      while (!waiters.isEmpty() && waiters.peek().offset() <= offset) {
        waiters.remove().reached().complete(null);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Notes that nothing more will be read. */
  void halt(String reason) {
    lock.lock();
    try {
      halted = Optional.of(reason);
      waiters.forEach(waiter -> waiter.reached().complete(null));
      waiters.clear();
    } finally {
      lock.unlock();
    }
  }

  Subscription onAdvance(Runnable listener) {
    Runnable own = listener::run;
    listeners.add(own);
    return () -> listeners.remove(own);
  }

  void tellListeners() {
    for (Runnable listener : listeners) {
      try {
        listener.run();
      } catch (RuntimeException e) {
        LOG.error("a listener to the journal failed; reading goes on", e);
      }
    }
  }
}
