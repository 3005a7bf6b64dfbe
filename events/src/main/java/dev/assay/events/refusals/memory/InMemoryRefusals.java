package dev.assay.events.refusals.memory;

import dev.assay.events.refusals.RecordedRefusal;
import dev.assay.events.refusals.Refusals;
import dev.assay.events.refusals.RefusedRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Refusals that end with the process. Several instances may share one. Thread-safe. */
public final class InMemoryRefusals implements Refusals {

  private static final int POLLED = 500;

  private final String id = UUID.randomUUID().toString();
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition grown = lock.newCondition();
  private final NavigableMap<Long, RecordedRefusal> kept = new TreeMap<>();
  private long next;

  /**
   * Nothing was refused yet.
   *
   * @param clock tells the time of each refusal
   */
  public InMemoryRefusals(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public void append(RefusedRequest refused) {
    lock.lock();
    try {
      var at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
      kept.put(next, new RecordedRefusal(next, at, refused));
      next++;
      grown.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Drops those before an offset, as time would. */
  public void dropBefore(long offset) {
    lock.lock();
    try {
      kept.headMap(offset).clear();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public long first() {
    lock.lock();
    try {
      return kept.isEmpty() ? next : kept.firstKey();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public long end() {
    lock.lock();
    try {
      return next - 1;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Cursor read(long fromOffset) {
    return new MemoryCursor(fromOffset);
  }

  @Override
  public void close() {
    // It lives as long as those who know it.
  }

  private final class MemoryCursor implements Cursor {
    private long at;

    MemoryCursor(long at) {
      this.at = at;
    }

    @Override
    public List<RecordedRefusal> poll(Duration atMost) {
      lock.lock();
      try {
        long left = atMost.toNanos();
        while (kept.tailMap(at).isEmpty() && left > 0) {
          left = grown.awaitNanos(left);
        }
        var read = kept.tailMap(at).values().stream().limit(POLLED).toList();
        at = read.isEmpty() ? at : read.getLast().offset() + 1;
        return read;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return List.of();
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void close() {
      // Holds nothing.
    }
  }
}
