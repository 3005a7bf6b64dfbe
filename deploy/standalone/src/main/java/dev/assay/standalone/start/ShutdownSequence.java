package dev.assay.standalone.start;

import dev.assay.events.journal.Journal;
import org.springframework.context.SmartLifecycle;

/**
 * Closes the journal after the web server has waited for its requests and before it is stopped:
 * what still waits for the log learns that its outcome is unknown, while there is a connection to
 * say so on.
 */
final class ShutdownSequence implements SmartLifecycle {

  /**
   * Between the two phases of Spring Boot's web server: graceful (DEFAULT − 1024) and stop (DEFAULT
   * − 2048).
   */
  private static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 1536;

  private final Journal journal;
  private volatile boolean running;

  ShutdownSequence(Journal journal) {
    this.journal = journal;
  }

  @Override
  public void start() {
    running = true;
  }

  @Override
  public void stop() {
    journal.close();
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return PHASE;
  }
}
