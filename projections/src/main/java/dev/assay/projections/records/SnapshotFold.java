package dev.assay.projections.records;

import dev.assay.events.journal.RecordedEvent;
import dev.assay.projections.records.KeptStates.At;
import java.util.Iterator;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * Folds events up to a position, from the nearest record snapshot before it, and leaves further
 * ones behind on its way: whatever was folded once is not folded again. Thread-safe.
 *
 * @param kept where snapshots are kept
 * @param nothing the state before the first event
 * @param step how many events apart snapshots are; large states are kept less often, so that they
 *     take no more than {@value #BYTES_PER_EVENT} bytes an event
 * @param <S> the state
 */
record SnapshotFold<S>(KeptStates<S> kept, S nothing, int step) {

  private static final int BYTES_PER_EVENT = 256;

  /** Where events of a fold are read. */
  interface Events<S> {
    /** The events of the fold after those that a state includes, up to the position, in order. */
    Stream<RecordedEvent> after(At<S> state);
  }

  /** The newest snapshot that includes nothing after a position, or the state before all events. */
  At<S> from(String id, long position) {
    return kept.floor(id, position).orElseGet(() -> new At<>(-1, nothing, 0));
  }

  /** The state as of a position that the journal has reached. */
  S at(String id, long position, Events<S> source, BiFunction<S, RecordedEvent, S> apply) {
    At<S> from = from(id, position);
    try (var events = source.after(from)) {
      return new Run(id, from, apply).over(events.iterator());
    }
  }

  /** One pass over the events. */
  private final class Run {
    private final String id;
    private final BiFunction<S, RecordedEvent, S> apply;
    private S state;
    private long last;
    private int sizeBytes;
    private int since;

    Run(String id, At<S> from, BiFunction<S, RecordedEvent, S> apply) {
      this.id = id;
      this.apply = apply;
      this.state = from.state();
      this.last = from.position();
      this.sizeBytes = from.sizeBytes();
    }

    S over(Iterator<RecordedEvent> events) {
      while (events.hasNext()) {
        var recorded = events.next();
        if (recorded.position() != last) {
          keepIfDue();
        }
        state = apply.apply(state, recorded);
        last = recorded.position();
        since++;
      }
      keepIfDue();
      return state;
    }

    /** Only between commits: a state includes whole ones. */
    private void keepIfDue() {
      if (since >= Math.max(step, sizeBytes / BYTES_PER_EVENT)) {
        sizeBytes = kept.put(id, last, state);
        since = 0;
      }
    }
  }
}
