package dev.assay.events.liveness.memory;

import dev.assay.events.iteration.BuildId;
import dev.assay.events.liveness.Liveness;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Heartbeats that nobody else sees and that end with the process. Never behind. Safe for use by
 * many threads.
 */
public final class InMemoryLiveness implements Liveness {

  private final Map<BuildId, Instant> beats = new ConcurrentHashMap<>();
  private final Instant since;

  /**
   * Knows of nothing yet.
   *
   * @param clock tells since when it listens
   */
  public InMemoryLiveness(InstantSource clock) {
    since = clock.instant();
  }

  @Override
  public void beat(BuildId build, Instant at) {
    beats.merge(build, at, (known, now) -> now.isAfter(known) ? now : known);
  }

  @Override
  public void forget(BuildId build) {
    beats.remove(build);
  }

  @Override
  public Optional<Instant> lastBeat(BuildId build) {
    return Optional.ofNullable(beats.get(build));
  }

  @Override
  public Optional<Instant> caughtUpSince() {
    return Optional.of(since);
  }

  @Override
  public void close() {
    beats.clear();
  }
}
