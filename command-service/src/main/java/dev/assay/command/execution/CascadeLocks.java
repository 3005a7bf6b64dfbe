package dev.assay.command.execution;

import dev.assay.events.access.OrganizationId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * One lock per organisation within this instance, taken before the lock of any bucket: every
 * attempt at any other command of a bucket shares it, a cascade holds it alone, in the order in
 * which they came. So a cascade, which goes from parents to children, and the recording of a child,
 * which may go the other way, never wait for each other; and however many commands want the buckets
 * that a cascade concerns, it gets all of them at once. Safe for use by many threads.
 */
final class CascadeLocks {

  private final Map<OrganizationId, ReadWriteLock> locks = new ConcurrentHashMap<>();
  private final Duration patience;

  /**
   * @param patience how long to wait for the lock
   */
  CascadeLocks(Duration patience) {
    this.patience = patience;
  }

  /**
   * Runs something while no cascade runs.
   *
   * @return empty if the lock could not be had in time
   */
  <T> Optional<T> shared(OrganizationId organization, Supplier<T> work)
      throws InterruptedException {
    Lock lock = of(organization).readLock();
    if (!lock.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      return Optional.empty();
    }
    try {
      return Optional.of(work.get());
    } finally {
      lock.unlock();
    }
  }

  /** Runs a cascade alone; it waits however long it takes. What is running ends, nothing begins. */
  <T> T alone(OrganizationId organization, Supplier<T> work) throws InterruptedException {
    Lock lock = of(organization).writeLock();
    lock.lockInterruptibly();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  private ReadWriteLock of(OrganizationId organization) {
    return locks.computeIfAbsent(organization, key -> new ReentrantReadWriteLock(true));
  }
}
