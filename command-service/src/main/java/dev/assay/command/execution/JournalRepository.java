package dev.assay.command.execution;

import dev.assay.events.journal.Journal;
import dev.assay.events.journal.StreamName;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.axonframework.eventsourcing.EventSourcedAggregate;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.LockAwareAggregate;
import org.jspecify.annotations.Nullable;

/**
 * Loads aggregates from the journal through a cache that is compared with the journal's head at
 * every load, and notes with the attempt what every decision rests on. What a failed unit of work
 * has changed is thrown away.
 */
final class JournalRepository<T> extends EventSourcingRepository<T> {

  private final String managed = "managed by " + this;
  private final Journal journal;
  private final EventStore store;
  private final AggregateCache<EventSourcedAggregate<T>> cache;
  private final AggregateSnapshots<T> snapshots;

  JournalRepository(
      Builder<T> builder,
      Journal journal,
      EventStore store,
      AggregateCache<EventSourcedAggregate<T>> cache,
      AggregateSnapshots<T> snapshots) {
    super(builder.eventStore(store));
    this.journal = journal;
    this.store = store;
    this.cache = cache;
    this.snapshots = snapshots;
  }

  @Override
  protected Map<String, LockAwareAggregate<T, EventSourcedAggregate<T>>> managedAggregates(
      UnitOfWork<?> unit) {
    return unit.root().getOrComputeResource(managed, _ -> new ManagedAggregates<>());
  }

  /**
   * @throws AggregateNotFoundException if the stream has no events
   */
  @Override
  protected EventSourcedAggregate<T> doLoadWithLock(String stream, @Nullable Long expectedVersion) {
    long head = journal.head(new StreamName(stream));
    if (head < 0) {
      Attempt.current().restsOn(new StreamName(stream), -1);
      throw new AggregateNotFoundException(stream, stream + ": no events");
    }
    EventSourcedAggregate<T> aggregate = cached(stream, head);
    if (aggregate == null) {
      aggregate = super.doLoadWithLock(stream, expectedVersion);
    }
    Attempt.current().restsOn(new StreamName(stream), version(aggregate));
    watch(stream, aggregate);
    return aggregate;
  }

  @Override
  protected LockAwareAggregate<T, EventSourcedAggregate<T>> doLoadOrCreate(
      String stream, Callable<T> factoryMethod) throws Exception {
    LockAwareAggregate<T, EventSourcedAggregate<T>> aggregate =
        super.doLoadOrCreate(stream, factoryMethod);
    if (aggregate.version() == null) {
      watch(stream, aggregate.getWrappedAggregate());
    }
    return aggregate;
  }

  private @Nullable EventSourcedAggregate<T> cached(String stream, long head) {
    EventSourcedAggregate<T> aggregate = cache.get(stream);
    if (aggregate == null || version(aggregate) == head) {
      return aggregate;
    }
    cache.evict(stream);
    if (version(aggregate) > head) {
      return null;
    }
    DomainEventStream news = store.readEvents(stream, version(aggregate) + 1);
    if (news.hasNext()) {
      aggregate.initializeState(news);
    }
    return aggregate;
  }

  private void watch(String stream, EventSourcedAggregate<T> aggregate) {
    long before = version(aggregate);
    UnitOfWork<?> unit = CurrentUnitOfWork.get();
    unit.afterCommit(done -> {
      long version = version(aggregate);
      if (version >= 0) {
        cache.put(stream, aggregate, version);
        snapshots.keep(new StreamName(stream), before, version, aggregate.getAggregateRoot());
      }
    });
    unit.onRollback(failed -> {
      if (version(aggregate) != before) {
        cache.evict(stream);
      }
    });
  }

  private static long version(EventSourcedAggregate<?> aggregate) {
    return Objects.requireNonNullElse(aggregate.version(), -1L);
  }
}
