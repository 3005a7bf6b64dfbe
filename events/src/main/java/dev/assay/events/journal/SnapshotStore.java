package dev.assay.events.journal;

import java.util.Optional;

/**
 * Aggregate snapshots, one per stream: a cache that may be lost at any time, kept with the local
 * index and dropped with it. Safe for use by many threads.
 */
public interface SnapshotStore {

  /**
   * Keeps the state of a stream, instead of the one kept before.
   *
   * @param sequence sequence of the last event that the state includes
   * @param state whatever the writer can read again
   */
  void put(StreamName stream, long sequence, byte[] state);

  /** The state kept last. */
  Optional<AggregateSnapshot> get(StreamName stream);

  /**
   * A state of a stream.
   *
   * @param sequence sequence of the last event that it includes
   * @param state as it was put; not to be changed
   */
  @SuppressWarnings("ArrayRecordComponent")
  record AggregateSnapshot(long sequence, byte[] state) {}
}
