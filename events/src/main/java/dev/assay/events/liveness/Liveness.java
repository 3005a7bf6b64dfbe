package dev.assay.events.liveness;

import dev.assay.events.iteration.BuildId;
import java.time.Instant;
import java.util.Optional;

/** Heartbeats of running builds: signs of life, no facts. Safe for use by many threads. */
public interface Liveness extends AutoCloseable {

  /** Records a sign of life; returns once it is kept. */
  void beat(BuildId build, Instant at);

  /** Forgets a build that runs no more. */
  void forget(BuildId build);

  /** The newest sign of life that this instance knows of. */
  Optional<Instant> lastBeat(BuildId build);

  /**
   * Since when this instance has known of every heartbeat without a break; empty while it lags
   * behind.
   */
  Optional<Instant> caughtUpSince();

  @Override
  void close();
}
