package dev.assay.command.execution;

import dev.assay.events.iteration.BuildId;
import dev.assay.events.liveness.Liveness;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Heartbeats in memory. */
public final class FakeLiveness implements Liveness {

  private final Map<BuildId, Instant> beats = new ConcurrentHashMap<>();
  private volatile @Nullable Instant caughtUpSince = Instant.EPOCH;

  public void caughtUpSince(@Nullable Instant since) {
    caughtUpSince = since;
  }

  @Override
  public void beat(BuildId build, Instant at) {
    beats.put(build, at);
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
    return Optional.ofNullable(caughtUpSince);
  }

  @Override
  public void close() {}
}
