package dev.assay.events.journal.memory;

import dev.assay.events.journal.SnapshotStore;
import dev.assay.events.journal.StreamName;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Aggregate snapshots in memory. */
public final class InMemorySnapshotStore implements SnapshotStore {

  private final Map<StreamName, AggregateSnapshot> snapshots = new ConcurrentHashMap<>();

  @Override
  public void put(StreamName stream, long sequence, byte[] state) {
    snapshots.put(stream, new AggregateSnapshot(sequence, state.clone()));
  }

  @Override
  public Optional<AggregateSnapshot> get(StreamName stream) {
    return Optional.ofNullable(snapshots.get(stream));
  }
}
