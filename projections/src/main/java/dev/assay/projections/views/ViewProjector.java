package dev.assay.projections.views;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one processor running. Axon's processors can be started again, but one that is told to stop
 * frees its thread only after it says that it has stopped, and a start in between finds none; so a
 * restart makes a new one. Safe for use by many threads.
 */
final class ViewProjector implements AutoCloseable {

  private final Supplier<ViewProcessor> make;
  private @Nullable ViewProcessor running;
  private boolean closed;

  ViewProjector(Supplier<ViewProcessor> make) {
    this.make = make;
  }

  /** Starts, or stops and starts again; nothing happens once it is closed. */
  synchronized void restart() {
    stop();
    if (!closed) {
      var next = make.get();
      next.start();
      running = next;
    }
  }

  private void stop() {
    if (running != null) {
      running.shutDown();
      running = null;
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    stop();
  }
}
