package dev.assay.command.bucket;

import dev.assay.events.Event;
import dev.assay.events.bucket.BucketEvent;
import dev.assay.events.journal.Append;
import dev.assay.events.journal.Expectation;
import dev.assay.events.journal.Journal;
import dev.assay.events.journal.RecordedEvent;
import dev.assay.events.journal.SnapshotStore;
import dev.assay.events.journal.SnapshotStore.AggregateSnapshot;
import dev.assay.events.journal.StreamName;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.SimpleEventBus;
import org.axonframework.eventsourcing.EventSourcedAggregate;
import org.axonframework.eventsourcing.NoSnapshotTriggerDefinition;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.inspection.AggregateModel;
import org.axonframework.modelling.command.inspection.AnnotatedAggregateMetaModelFactory;

/**
 * Copies of buckets as of one position of the journal, on which decisions may be tried: what they
 * apply is kept here and goes nowhere. For use by one thread.
 */
final class BucketCopies implements Cascade.Loader {

  private static final AggregateModel<Bucket> MODEL =
      AnnotatedAggregateMetaModelFactory.inspectAggregate(Bucket.class);

  /** Where their events are read; safe for use by many threads. */
  record Source(Journal journal, SnapshotStore snapshots, BucketSnapshots codec) {
    Source(Journal journal, SnapshotStore snapshots) {
      this(journal, snapshots, new BucketSnapshots());
    }
  }

  /**
   * A copy.
   *
   * @param sequence of the last event that it is made of, −1 for none
   */
  private record Copy(Aggregate<Bucket> aggregate, Bucket bucket, long sequence) {}

  private final Source source;
  private final long position;
  private final Map<StreamName, Copy> copies = new TreeMap<>();
  private final Map<StreamName, List<BucketEvent>> applied = new LinkedHashMap<>();
  private final SimpleEventBus bus = SimpleEventBus.builder().build();

  BucketCopies(Source source, long position) {
    this.source = source;
    this.position = position;
    bus.subscribe(this::keep);
  }

  private void keep(List<? extends EventMessage<?>> messages) {
    for (EventMessage<?> message : messages) {
      DomainEventMessage<?> event = (DomainEventMessage<?>) message;
      applied
          .computeIfAbsent(new StreamName(event.getAggregateIdentifier()), _ -> new ArrayList<>())
          .add((BucketEvent) event.getPayload());
    }
  }

  @Override
  public Aggregate<Bucket> load(StreamName stream) {
    return copies.computeIfAbsent(stream, this::copy).aggregate();
  }

  /** The state of a bucket with all that was applied. */
  Bucket bucket(StreamName stream) {
    return copies.computeIfAbsent(stream, this::copy).bucket();
  }

  /** What was applied, by bucket. */
  Map<StreamName, List<BucketEvent>> applied() {
    return applied;
  }

  /** The same as it would be appended. */
  List<Append> appends() {
    return applied.entrySet().stream()
        .map(entry ->
            new Append(
                entry.getKey(), sequence(entry.getKey()) + 1, List.<Event>copyOf(entry.getValue())))
        .toList();
  }

  /** What else the decision rests on. */
  List<Expectation> expects() {
    return copies.keySet().stream()
        .filter(stream -> !applied.containsKey(stream))
        .map(stream -> new Expectation(stream, sequence(stream)))
        .toList();
  }

  private long sequence(StreamName stream) {
    Copy copy = copies.get(stream);
    return copy == null ? -1 : copy.sequence();
  }

  private Copy copy(StreamName stream) {
    Optional<AggregateSnapshot> kept =
        source.snapshots().get(stream).filter(s -> isPast(stream, s));
    Bucket bucket = kept.flatMap(state -> source.codec().read(state.state())).orElse(null);
    long sequence = bucket == null ? -1 : kept.orElseThrow().sequence();
    if (bucket == null) {
      bucket = new Bucket();
    }
    try (var events = source.journal().read(stream, sequence + 1)) {
      for (Iterator<RecordedEvent> each = events.iterator(); each.hasNext(); ) {
        RecordedEvent recorded = each.next();
        if (recorded.position() > position) {
          break;
        }
        bucket.on((BucketEvent) recorded.event());
        sequence = recorded.sequence();
      }
    }
    return new Copy(
        EventSourcedAggregate.initialize(bucket, MODEL, bus, NoSnapshotTriggerDefinition.TRIGGER),
        bucket,
        sequence);
  }

  /** Whether all that a snapshot includes was there at the position. */
  private boolean isPast(StreamName stream, AggregateSnapshot kept) {
    try (var events = source.journal().read(stream, kept.sequence())) {
      return events.findFirst().filter(last -> last.position() <= position).isPresent();
    }
  }
}
