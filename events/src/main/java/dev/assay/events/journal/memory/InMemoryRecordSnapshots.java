package dev.assay.events.journal.memory;

import dev.assay.events.journal.RecordSnapshotStore;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** Record snapshots in memory. */
public final class InMemoryRecordSnapshots implements RecordSnapshotStore {

  private final Map<String, ConcurrentSkipListMap<Long, byte[]>> folds = new ConcurrentHashMap<>();
  private volatile String begun = "";

  @Override
  public void begin(String schema) {
    if (!begun.equals(schema)) {
      folds.clear();
      begun = schema;
    }
  }

  @Override
  public void put(String fold, long position, byte[] state) {
    folds.computeIfAbsent(fold, _ -> new ConcurrentSkipListMap<>()).put(position, state.clone());
  }

  @Override
  public Optional<RecordSnapshot> floor(String fold, long position) {
    return Optional.ofNullable(folds.get(fold))
        .map(states -> states.floorEntry(position))
        .map(found -> new RecordSnapshot(found.getKey(), found.getValue()));
  }

  @Override
  public void drop(String fold, long position) {
    Optional.ofNullable(folds.get(fold)).ifPresent(states -> states.remove(position));
  }

  /** How many states are kept. */
  public int size() {
    return folds.values().stream().mapToInt(Map::size).sum();
  }
}
