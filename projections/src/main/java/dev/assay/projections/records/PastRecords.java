package dev.assay.projections.records;

import dev.assay.events.Subject;
import dev.assay.events.access.ProjectId;
import dev.assay.events.channel.ChannelId;
import dev.assay.events.iteration.IterationId;
import dev.assay.events.journal.Journal;
import dev.assay.events.journal.RecordedEvent;
import dev.assay.events.journal.StreamName;
import dev.assay.projections.bucket.BucketRecord;
import dev.assay.projections.channel.AssignmentRecord;
import dev.assay.projections.channel.IterationRef;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Records folded from the journal as of any position, for reads about the past. Safe for use by
 * many threads.
 */
public final class PastRecords {

  /** A timeline that is kept; guarded by its lock. */
  private static final class Kept {
    final ReentrantLock lock = new ReentrantLock();
    final Timeline timeline = new Timeline();

    /** Its share of {@link #entries}; guarded by the cache's lock. */
    int counted;
  }

  private final Journal journal;
  private final int maxEntries;
  private final ReentrantLock cacheLock = new ReentrantLock();

  /** The timeline used last at the end. */
  private final LinkedHashMap<StreamName, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);

  private int entries;

  /**
   * @param maxEntries of how many iterations and channels, of all buckets together, it is kept when
   *     they were there; about 300 bytes each
   */
  public PastRecords(Journal journal, int maxEntries) {
    this.journal = journal;
    this.maxEntries = maxEntries;
  }

  /** The records as of a position that this replica has reached. */
  public RegistryRecords asOf(long position) {
    return new RecordsAsOf(this, position);
  }

  Journal journal() {
    return journal;
  }

  Optional<StreamName> streamOf(Subject subject) {
    return journal.streamOf(subject);
  }

  Optional<BucketRecord> bucket(StreamName stream, long position) {
    try (var events = journal.read(stream, 0)) {
      return fold(events, position, BucketState.NOTHING, BucketState::apply).record();
    }
  }

  /** The buckets of a project, in order of their names. */
  List<BucketRecord> buckets(ProjectId project, long position) {
    try (var streams = journal.streams(StreamName.bucketPrefix(project))) {
      return streams.flatMap(stream -> bucket(stream, position).stream()).toList();
    }
  }

  IterationState iteration(StreamName stream, IterationId id, long position) {
    try (var events = journal.read(stream, Subject.of(id))) {
      return fold(events, position, IterationState.NOTHING, IterationState::apply);
    }
  }

  ChannelState channel(StreamName stream, ChannelId id, long position) {
    Function<IterationId, Optional<IterationRef>> references = references(stream, position);
    try (var events = journal.read(stream, Subject.of(id))) {
      return fold(
          events,
          position,
          ChannelState.NOTHING,
          (state, recorded) -> state.apply(recorded, references).next());
    }
  }

  /** What a channel that was there at a position had pointed at. */
  ChannelHistory history(StreamName stream, ChannelId id, long position) {
    Function<IterationId, Optional<IterationRef>> references = references(stream, position);
    List<AssignmentRecord> rows = new ArrayList<>();
    try (var events = journal.read(stream, Subject.of(id))) {
      ChannelState last =
          fold(
              events,
              position,
              ChannelState.NOTHING,
              (state, recorded) -> {
                var step = state.apply(recorded, references);
                Optional.ofNullable(step.ended()).ifPresent(rows::add);
                return step.next();
              });
      Optional.ofNullable(last.open()).ifPresent(rows::add);
    }
    return new ChannelHistory(rows);
  }

  /** Asks when what was there in a stream, which answers for the position. */
  <R> R ask(StreamName stream, long position, Function<Timeline, R> question) {
    Kept asked = keep(stream);
    asked.lock.lock();
    try {
      topUp(stream, asked.timeline);
      return question.apply(asked.timeline);
    } finally {
      count(stream, asked, asked.timeline.weight());
      asked.lock.unlock();
    }
  }

  private Function<IterationId, Optional<IterationRef>> references(
      StreamName stream, long position) {
    return id -> ask(stream, position, timeline -> timeline.reference(id));
  }

  private void topUp(StreamName stream, Timeline timeline) {
    if (journal.head(stream) > timeline.sequence()) {
      try (var events = journal.read(stream, timeline.sequence() + 1)) {
        events.forEachOrdered(timeline::apply);
      }
    }
  }

  private interface Fold<S> {
    S apply(S before, RecordedEvent recorded);
  }

  private static <S> S fold(Stream<RecordedEvent> events, long position, S nothing, Fold<S> fold) {
    S state = nothing;
    for (Iterator<RecordedEvent> each = events.iterator(); each.hasNext(); ) {
      var recorded = each.next();
      if (recorded.position() > position) {
        break;
      }
      state = fold.apply(state, recorded);
    }
    return state;
  }

  private Kept keep(StreamName stream) {
    cacheLock.lock();
    try {
      return kept.computeIfAbsent(stream, _ -> new Kept());
    } finally {
      cacheLock.unlock();
    }
  }

  private void count(StreamName stream, Kept asked, int weight) {
    cacheLock.lock();
    try {
      if (kept.get(stream) == asked) {
        entries += weight - asked.counted;
        asked.counted = weight;
        while (entries > maxEntries && kept.size() > 1) {
          entries -= kept.pollFirstEntry().getValue().counted;
        }
      }
    } finally {
      cacheLock.unlock();
    }
  }
}
