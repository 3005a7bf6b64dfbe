package dev.assay.query.http;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Waits that are ended when the server is being stopped. Thread-safe. */
final class InterruptibleWaits {

  private final ReentrantLock lock = new ReentrantLock();
  private final Set<Thread> waiting = new HashSet<>();
  private boolean ended;

  /** Runs something that waits and heeds interrupts; the interrupt does not outlive it. */
  <T> T run(Supplier<T> wait) {
    begin();
    try {
      return wait.get();
    } finally {
      end();
    }
  }

  /** Interrupts all waits, now and from now on. */
  void interruptAll() {
    lock.lock();
    try {
      ended = true;
      waiting.forEach(Thread::interrupt);
    } finally {
      lock.unlock();
    }
  }

  private void begin() {
    lock.lock();
    try {
      waiting.add(Thread.currentThread());
      if (ended) {
        Thread.currentThread().interrupt();
      }
    } finally {
      lock.unlock();
    }
  }

  private void end() {
    lock.lock();
    try {
      waiting.remove(Thread.currentThread());
      if (ended && Thread.interrupted()) {
        // The interrupt was meant for the wait, which is over.
        return;
      }
    } finally {
      lock.unlock();
    }
  }
}
