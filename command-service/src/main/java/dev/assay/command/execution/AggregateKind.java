package dev.assay.command.execution;

import dev.assay.events.journal.SnapshotStore;
import dev.assay.events.journal.StreamName;

/**
 * One kind of aggregate: which streams are its, and how its state is kept.
 *
 * @param streams what the names of its streams begin with
 */
record AggregateKind<T>(Class<T> type, String streams, AggregateSnapshots<T> snapshots) {

  static <T> AggregateKind<T> of(
      Class<T> type, String streams, SnapshotStore store, StateCodec<T> codec) {
    return new AggregateKind<>(type, streams, new AggregateSnapshots<>(store, codec));
  }

  boolean has(StreamName stream) {
    return stream.value().startsWith(streams);
  }
}
