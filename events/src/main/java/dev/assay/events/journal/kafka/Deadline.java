package dev.assay.events.journal.kafka;

import dev.assay.events.journal.JournalUnavailableException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A moment, by the monotonic clock, after which something is no longer waited for. */
final class Deadline {

  private static final Duration PAUSE = Duration.ofMillis(20);

  private final long atNanos;

  private Deadline(long atNanos) {
    this.atNanos = atNanos;
  }

  static Deadline in(Duration duration) {
    return new Deadline(System.nanoTime() + duration.toNanos());
  }

  long millisLeft() {
    return TimeUnit.NANOSECONDS.toMillis(atNanos - System.nanoTime());
  }

  boolean passed() {
    return atNanos - System.nanoTime() <= 0;
  }

  /**
   * Waits shortly, to ask again.
   *
   * @param what is waited for
   * @throws JournalUnavailableException once the deadline has passed
   */
  void pause(String what) {
    if (passed()) {
      throw new JournalUnavailableException("waited in vain for " + what);
    }
    LockSupport.parkNanos(PAUSE.toNanos());
  }
}
