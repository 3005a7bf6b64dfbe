package dev.assay.events.journal.kafka;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Ends the waits for an outcome that have lasted too long. One thread looks at all of them now and
 * then: timed waits of the appenders would wake the timer's thread with every commit.
 */
final class Patience implements AutoCloseable {

  private static final Duration LONGEST_PAUSE = Duration.ofMillis(250);
  private static final int LOOKS_PER_WAIT = 20;

  private final PendingAppends pending;
  private final Duration limit;
  private final Thread thread;
  private volatile boolean closing;

  Patience(PendingAppends pending, Duration limit) {
    this.pending = pending;
    this.limit = limit;
    this.thread = Thread.ofPlatform().name("assay-journal-patience").daemon().start(this::run);
  }

  private void run() {
    long pauseNanos =
        Math.min(LONGEST_PAUSE.toNanos(), Math.max(1, limit.toNanos() / LOOKS_PER_WAIT));
    while (!closing) {
      LockSupport.parkNanos(pauseNanos);
      pending.giveUpAfter(limit);
    }
  }

  @Override
  public void close() {
    closing = true;
    LockSupport.unpark(thread);
  }
}
