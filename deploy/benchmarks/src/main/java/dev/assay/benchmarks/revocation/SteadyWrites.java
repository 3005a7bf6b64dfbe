package dev.assay.benchmarks.revocation;

import dev.assay.benchmarks.history.Family;
import dev.assay.benchmarks.load.Load;
import dev.assay.benchmarks.report.Quantity;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.jspecify.annotations.Nullable;

/**
 * Small writes into the buckets of a family at a steady rate, whatever the answers take: latency
 * counts from when a write was due.
 */
final class SteadyWrites implements AutoCloseable {

  private static final int SIGNIFICANT_DIGITS = 3;
  private static final int STEADY_WRITES = 200;

  private final Family family;
  private final int buckets;
  private final long intervalNanos;
  private final ConcurrentHistogram latencies = new ConcurrentHistogram(SIGNIFICANT_DIGITS);
  private final Semaphore answered = new Semaphore(0);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Future<?> pacing;
  private final long startNanos = System.nanoTime();
  private final AtomicReference<@Nullable IllegalStateException> failed = new AtomicReference<>();
  private volatile boolean closing;
  private volatile long elapsedNanos;

  SteadyWrites(Family family, int buckets, int perSecond) {
    this.family = family;
    this.buckets = buckets;
    this.intervalNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
    this.pacing = threads.submit(this::pace);
  }

  private void pace() {
    for (long due = System.nanoTime(); !closing; due += intervalNanos) {
      LockSupport.parkNanos(due - System.nanoTime());
      long dueNanos = due;
      threads.execute(() -> write(dueNanos));
    }
  }

  private void write(long dueNanos) {
    int number = 1 + ThreadLocalRandom.current().nextInt(buckets);
    try {
      family.describe(number, "touched at " + dueNanos);
    } catch (IllegalStateException e) {
      failed.compareAndSet(null, e);
    }
    latencies.recordValue(Math.max(0, System.nanoTime() - dueNanos));
    answered.release();
  }

  /** Returns when a second's worth of writes was answered. */
  void awaitSteady() throws InterruptedException {
    answered.acquire(STEADY_WRITES);
  }

  Quantity rate() {
    return load().rate();
  }

  Quantity latency(double percentile) {
    return load().latency(percentile);
  }

  private Load load() {
    return new Load(latencies.copy(), elapsedNanos);
  }

  /**
   * Waits for the answers to what was sent.
   *
   * @throws IllegalStateException if a write was not accepted
   */
  @Override
  public void close() throws InterruptedException, ExecutionException {
    closing = true;
    pacing.get();
    threads.close();
    elapsedNanos = System.nanoTime() - startNanos;
    IllegalStateException first = failed.get();
    if (first != null) {
      throw first;
    }
  }
}
