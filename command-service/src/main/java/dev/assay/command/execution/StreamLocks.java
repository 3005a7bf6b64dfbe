package dev.assay.command.execution;

import dev.assay.events.journal.JournalUnavailableException;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.axonframework.common.lock.Lock;
import org.axonframework.common.lock.LockAcquisitionFailedException;
import org.axonframework.common.lock.LockFactory;

/**
 * One lock per stream, held from the load of its aggregate to the end of the unit of work. Who
 * comes first is served first: Axon's own locks are looked at every few milliseconds by whoever
 * waits, so that among hundreds somebody may wait for ever. They are taken in the order of their
 * names, or by a cascade alone, so nobody waits in a circle. Safe for use by many threads.
 */
final class StreamLocks implements LockFactory {

  private final ConcurrentHashMap<String, Shared> locks = new ConcurrentHashMap<>();
  private final Duration patience;

  /**
   * @param patience how long to wait for a lock
   */
  StreamLocks(Duration patience) {
    this.patience = patience;
  }

  /** A lock and how many hold it or wait for it, so that it is dropped after the last. */
  private static final class Shared {
    private final ReentrantLock lock = new ReentrantLock(true);
    private int users;
  }

  /**
   * @throws LockAcquisitionFailedException if it could not be had in time
   * @throws JournalUnavailableException if the thread was interrupted
   */
  @Override
  public Lock obtainLock(String stream) {
    Shared shared = join(stream);
    boolean obtained = false;
    try {
      obtained = shared.lock.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new JournalUnavailableException("stopped while waiting for " + stream);
    } finally {
      if (!obtained) {
        leave(stream);
      }
    }
    if (!obtained) {
      throw new LockAcquisitionFailedException(
          stream + ": locked (expected: its lock within " + patience + ")");
    }
    return new Held(stream, shared.lock);
  }

  private Shared join(String stream) {
    return locks.compute(
        stream,
        (_, known) -> {
          Shared shared = known == null ? new Shared() : known;
          shared.users++;
          return shared;
        });
  }

  private void leave(String stream) {
    locks.computeIfPresent(stream, (_, shared) -> --shared.users == 0 ? null : shared);
  }

  /** How many locks are held or waited for. */
  int size() {
    return locks.size();
  }

  private final class Held implements Lock {
    private final String stream;
    private final ReentrantLock lock;

    private Held(String stream, ReentrantLock lock) {
      this.stream = stream;
      this.lock = lock;
    }

    @Override
    public void release() {
      lock.unlock();
      leave(stream);
    }

    @Override
    public boolean isHeld() {
      return lock.isHeldByCurrentThread();
    }
  }
}
