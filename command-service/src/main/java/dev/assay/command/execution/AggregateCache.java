package dev.assay.command.execution;

import java.util.LinkedHashMap;
import org.axonframework.eventsourcing.EventSourcedAggregate;
import org.jspecify.annotations.Nullable;

/**
 * The aggregates used last, bounded by the number of events that they hold between them. An
 * instance may only be used under the lock of its stream. Safe for use by many threads.
 */
final class AggregateCache<T> {

  private final long maxEvents;
  private final LinkedHashMap<String, Entry<T>> entries = new LinkedHashMap<>(64, 0.75f, true);
  private long events;

  /**
   * @param maxEvents from 0, which caches nothing
   */
  AggregateCache(long maxEvents) {
    this.maxEvents = maxEvents;
  }

  synchronized @Nullable EventSourcedAggregate<T> get(String stream) {
    Entry<T> entry = entries.get(stream);
    return entry == null ? null : entry.aggregate();
  }

  synchronized void put(String stream, EventSourcedAggregate<T> aggregate, long version) {
    evict(stream);
    entries.put(stream, new Entry<>(aggregate, version + 1));
    events += version + 1;
    while (events > maxEvents && !entries.isEmpty()) {
      evict(entries.firstEntry().getKey());
    }
  }

  synchronized void evict(String stream) {
    Entry<T> entry = entries.remove(stream);
    if (entry != null) {
      events -= entry.events();
    }
  }

  private record Entry<T>(EventSourcedAggregate<T> aggregate, long events) {}
}
