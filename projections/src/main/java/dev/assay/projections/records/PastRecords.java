package dev.assay.projections.records;

import dev.assay.events.Subject;
import dev.assay.events.access.ProjectId;
import dev.assay.events.channel.ChannelId;
import dev.assay.events.iteration.IterationId;
import dev.assay.events.journal.Journal;
import dev.assay.events.journal.PositionRange;
import dev.assay.events.journal.RecordSnapshotStore;
import dev.assay.events.journal.RecordedEvent;
import dev.assay.events.journal.StreamName;
import dev.assay.projections.bucket.BucketRecord;
import dev.assay.projections.channel.IterationRef;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Records folded from the journal as of any position, for reads about the past. Each thing is
 * folded from its own events, from the nearest record snapshot on, so an answer costs as much
 * however long the history is. Safe for use by many threads.
 */
public final class PastRecords {

  /** Of what a record snapshot holds, or how it is folded; to be raised when that changes. */
  private static final int SCHEMA = 2;

  /**
   * How much is kept.
   *
   * @param step events of a bucket or a channel between two of its record snapshots; of an
   *     iteration four times as many, since most have no more than a few
   * @param timelineStep events of a stream after which it is kept again when what was in it
   * @param timelineEntries of how many iterations and channels, of all buckets together, that is
   *     held in memory; about 400 bytes each
   */
  public record Bounds(int step, int timelineStep, int timelineEntries) {

    /** 4 events, 1,000 events, 100,000 entries. */
    public static final Bounds DEFAULT = new Bounds(4, 1_000, 100_000);

    /**
     * @throws IllegalArgumentException if a bound is below 1
     */
    public Bounds {
      if (step < 1 || timelineStep < 1 || timelineEntries < 1) {
        throw new IllegalArgumentException(
            "bounds: %d, %d, %d (expected: each >= 1)"
                .formatted(step, timelineStep, timelineEntries));
      }
    }
  }

  private final Journal journal;
  private final Bounds bounds;
  private final Timelines timelines;
  private final SnapshotFold<BucketState> buckets;
  private final SnapshotFold<IterationState> iterations;
  private final SnapshotFold<ChannelState> channels;

  /**
   * @param store belongs to the same replica as the journal
   */
  public PastRecords(Journal journal, RecordSnapshotStore store, Bounds bounds) {
    store.begin(
        SCHEMA
            + ":"
            + RecordShapes.of(
                BucketState.class, IterationState.class, ChannelState.class, Timeline.Saved.class));
    this.journal = journal;
    this.bounds = bounds;
    this.timelines = new Timelines(journal, store, bounds.timelineStep(), bounds.timelineEntries());
    this.buckets =
        new SnapshotFold<>(
            new KeptStates<>(store, "bucket", BucketState.class),
            BucketState.NOTHING,
            bounds.step());
    this.iterations =
        new SnapshotFold<>(
            new KeptStates<>(store, "iteration", IterationState.class),
            IterationState.NOTHING,
            4 * bounds.step());
    this.channels =
        new SnapshotFold<>(
            new KeptStates<>(store, "channel", ChannelState.class),
            ChannelState.NOTHING,
            bounds.step());
  }

  /** The records as of a position that this replica has reached. */
  public RegistryRecords asOf(long position) {
    return new RecordsAsOf(this, position);
  }

  Journal journal() {
    return journal;
  }

  /** Events of a stream after which its record snapshots are made. */
  int every() {
    return bounds.timelineStep();
  }

  /**
   * Makes record snapshots of a stream where many events have come since the last time, so that no
   * read has to.
   */
  void keep(StreamName stream) {
    long from = timelines.savedSequence(stream);
    long position = journal.reached();
    if (journal.head(stream) - from >= bounds.timelineStep()) {
      Set<Subject> touched = touched(stream, from + 1, position);
      timelines.ask(stream, position, Timeline::sequence);
      bucket(stream, position);
      touched.forEach(subject -> fold(stream, subject, position));
    }
  }

  private Set<Subject> touched(StreamName stream, long fromSequence, long position) {
    Set<Subject> touched = new HashSet<>();
    try (var events = journal.read(stream, fromSequence, position)) {
      events.forEachOrdered(recorded -> touched.addAll(recorded.event().subjects()));
    }
    return touched;
  }

  private void fold(StreamName stream, Subject subject, long position) {
    switch (subject.kind()) {
      case ITERATION -> iteration(stream, new IterationId(subject.id()), position);
      case CHANNEL -> channel(stream, new ChannelId(subject.id()), position);
      case BUCKET, BUILD -> {}
    }
  }

  Optional<StreamName> streamOf(Subject subject) {
    return journal.streamOf(subject);
  }

  /** Asks when what was there in a stream, which answers for the position. */
  <R> R ask(StreamName stream, long position, Function<Timeline, R> question) {
    return timelines.ask(stream, position, question);
  }

  Optional<BucketRecord> bucket(StreamName stream, long position) {
    return buckets
        .at(
            stream.value(),
            position,
            from -> journal.read(stream, from.state().sequence() + 1, position),
            BucketState::apply)
        .record();
  }

  /** The buckets of a project, in order of their names. */
  List<BucketRecord> buckets(ProjectId project, long position) {
    try (var streams = journal.streams(StreamName.bucketPrefix(project))) {
      return streams.flatMap(stream -> bucket(stream, position).stream()).toList();
    }
  }

  IterationState iteration(StreamName stream, IterationId id, long position) {
    return iterations.at(
        id.value(),
        position,
        from -> about(stream, Subject.of(id), from.position(), position),
        IterationState::apply);
  }

  ChannelState channel(StreamName stream, ChannelId id, long position) {
    var references = references(stream, position);
    return channels.at(
        id.value(),
        position,
        from -> about(stream, Subject.of(id), from.position(), position),
        (state, recorded) -> state.apply(recorded, references).next());
  }

  /** What a channel that was there at a position had pointed at. */
  ChannelHistory history(StreamName stream, ChannelId id, long position) {
    return new ChannelHistory(
        position,
        at -> channels.from(id.value(), at),
        (after, to) -> about(stream, Subject.of(id), after, to),
        sequence -> positionOf(stream, sequence),
        references(stream, position));
  }

  private Optional<Long> positionOf(StreamName stream, long sequence) {
    try (var events = journal.read(stream, sequence)) {
      return events.findFirst().map(RecordedEvent::position);
    }
  }

  private Stream<RecordedEvent> about(StreamName stream, Subject subject, long after, long to) {
    return journal.read(stream, subject, new PositionRange(after + 1, to));
  }

  private Function<IterationId, Optional<IterationRef>> references(
      StreamName stream, long position) {
    return id -> ask(stream, position, timeline -> timeline.reference(id));
  }
}
