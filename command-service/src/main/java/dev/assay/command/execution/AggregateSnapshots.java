package dev.assay.command.execution;

import dev.assay.events.journal.SnapshotStore;
import dev.assay.events.journal.SnapshotStore.AggregateSnapshot;
import dev.assay.events.journal.StreamName;
import java.util.Optional;

/**
 * Keeps the state of an aggregate every so many events, so that a long stream is not read from its
 * beginning.
 */
final class AggregateSnapshots<T> {

  /** Events between two snapshots of a stream. */
  static final long EVERY = 1_000;

  private final SnapshotStore store;
  private final StateCodec<T> codec;

  AggregateSnapshots(SnapshotStore store, StateCodec<T> codec) {
    this.store = store;
    this.codec = codec;
  }

  /** The state kept last, unless it lies past the stream's head. */
  Optional<Kept<T>> read(StreamName stream, long head) {
    return store.get(stream).filter(kept -> kept.sequence() <= head).flatMap(this::restored);
  }

  private Optional<Kept<T>> restored(AggregateSnapshot kept) {
    return codec.read(kept.state()).map(aggregate -> new Kept<>(kept.sequence(), aggregate));
  }

  /** Keeps the state if enough has happened between two versions. */
  void keep(StreamName stream, long before, long version, T aggregate) {
    if (before / EVERY < version / EVERY) {
      store.put(stream, version, codec.write(aggregate));
    }
  }

  /**
   * A state.
   *
   * @param sequence of the last event that it includes
   */
  record Kept<T>(long sequence, T aggregate) {}
}
