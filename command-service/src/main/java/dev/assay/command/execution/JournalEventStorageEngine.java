package dev.assay.command.execution;

import dev.assay.events.Event;
import dev.assay.events.journal.Append;
import dev.assay.events.journal.AppendOutcome;
import dev.assay.events.journal.AppendOutcome.Accepted;
import dev.assay.events.journal.AppendOutcome.Conflict;
import dev.assay.events.journal.Journal;
import dev.assay.events.journal.RecordedEvent;
import dev.assay.events.journal.StreamName;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;

/**
 * Axon's event storage over the journal: all events of one unit of work, from however many
 * aggregates, become one commit. Reads of the whole log are not for this side: the views read the
 * journal themselves.
 */
final class JournalEventStorageEngine implements EventStorageEngine {

  private final Journal journal;
  private final InstantSource clock;
  private final List<AggregateKind<?>> kinds;

  JournalEventStorageEngine(Journal journal, InstantSource clock, List<AggregateKind<?>> kinds) {
    this.journal = journal;
    this.clock = clock;
    this.kinds = List.copyOf(kinds);
  }

  /**
   * Appends the events of the current unit of work.
   *
   * @throws ConcurrencyException if a stream has moved since it was loaded
   * @throws NotAcceptedException if the commit was not accepted for another reason, or was accepted
   *     before
   * @throws IllegalStateException on a second append in one unit of work
   */
  @Override
  public void appendEvents(List<? extends EventMessage<?>> events) {
    Attempt attempt = Attempt.current();
    AppendOutcome outcome = journal.append(attempt.commit(byStream(events), clock.instant()));
    attempt.became(outcome);
    if (outcome instanceof Conflict conflict) {
      throw new ConcurrencyException(conflict.reason());
    }
    if (!(outcome instanceof Accepted accepted) || accepted.repeated()) {
      throw new NotAcceptedException(outcome);
    }
  }

  private static List<Append> byStream(List<? extends EventMessage<?>> events) {
    Map<StreamName, List<DomainEventMessage<?>>> streams = new LinkedHashMap<>();
    for (EventMessage<?> message : events) {
      DomainEventMessage<?> event = (DomainEventMessage<?>) message;
      streams
          .computeIfAbsent(new StreamName(event.getAggregateIdentifier()), key -> new ArrayList<>())
          .add(event);
    }
    List<Append> appends = new ArrayList<>(streams.size());
    streams.forEach((stream, messages) -> appends.add(append(stream, messages)));
    return appends;
  }

  private static Append append(StreamName stream, List<DomainEventMessage<?>> messages) {
    List<Event> events = new ArrayList<>(messages.size());
    messages.forEach(message -> events.add((Event) message.getPayload()));
    return new Append(stream, messages.getFirst().getSequenceNumber(), events);
  }

  @Override
  public DomainEventStream readEvents(String aggregateIdentifier, long firstSequenceNumber) {
    try (Stream<RecordedEvent> events =
        journal.read(new StreamName(aggregateIdentifier), firstSequenceNumber)) {
      return DomainEventStream.of(
          events
              .<DomainEventMessage<?>>map(event ->
                  message(aggregateIdentifier, event.sequence(), event.event(), event.time()))
              .toList());
    }
  }

  private DomainEventMessage<?> message(
      String aggregateIdentifier, long sequence, Object payload, Instant time) {
    return new GenericDomainEventMessage<>(
        kind(new StreamName(aggregateIdentifier)).type().getSimpleName(),
        aggregateIdentifier,
        sequence,
        payload,
        MetaData.emptyInstance(),
        aggregateIdentifier + "#" + sequence,
        time);
  }

  @Override
  public Optional<Long> lastSequenceNumberFor(String aggregateIdentifier) {
    long head = journal.head(new StreamName(aggregateIdentifier));
    return head < 0 ? Optional.empty() : Optional.of(head);
  }

  @Override
  public Optional<DomainEventMessage<?>> readSnapshot(String aggregateIdentifier) {
    StreamName stream = new StreamName(aggregateIdentifier);
    return kind(stream)
        .snapshots()
        .read(stream, journal.head(stream))
        .map(
            kept -> message(aggregateIdentifier, kept.sequence(), kept.aggregate(), Instant.EPOCH));
  }

  private AggregateKind<?> kind(StreamName stream) {
    for (AggregateKind<?> kind : kinds) {
      if (kind.has(stream)) {
        return kind;
      }
    }
    throw new IllegalArgumentException(
        stream + ": no aggregate's (expected: one of " + kinds + ")");
  }

  @Override
  public void storeSnapshot(DomainEventMessage<?> snapshot) {
    throw new UnsupportedOperationException(
        "storeSnapshot: not Axon's way (expected: the snapshot store)");
  }

  @Override
  public Stream<? extends TrackedEventMessage<?>> readEvents(
      @Nullable TrackingToken trackingToken, boolean mayBlock) {
    throw new UnsupportedOperationException("readEvents by token (expected: Journal.cursor)");
  }
}
