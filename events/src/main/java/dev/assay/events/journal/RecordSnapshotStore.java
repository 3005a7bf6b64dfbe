package dev.assay.events.journal;

import java.util.Optional;

/**
 * Record snapshots: what folds had come to at some positions, so that an answer about the past need
 * not fold from the beginning. A cache that may be lost at any time, kept with the local index and
 * dropped with it. Safe for use by many threads.
 */
public interface RecordSnapshotStore {

  /**
   * Drops everything unless it was written under the same schema. To be called before anything
   * else.
   *
   * @param schema changes whenever a state that was kept would be read or folded differently
   */
  void begin(String schema);

  /**
   * Keeps a state.
   *
   * @param fold what was folded
   * @param position of the last commit that the state includes
   * @param state whatever the writer can read again
   */
  void put(String fold, long position, byte[] state);

  /** The newest state of a fold that includes no commit after a position. */
  Optional<RecordSnapshot> floor(String fold, long position);

  /** Forgets one state, which was found to be of no use. */
  void drop(String fold, long position);

  /**
   * A state of a fold.
   *
   * @param position of the last commit that it includes
   * @param state as it was put; not to be changed
   */
  @SuppressWarnings("ArrayRecordComponent")
  record RecordSnapshot(long position, byte[] state) {}
}
