package dev.assay.command.execution;

import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The aggregates used last, bounded by the number of events that they hold between them; what an
 * aggregate takes besides counts as {@value #BESIDE} events, or thousands of small buckets would
 * take many times the memory of a few large ones. An instance may only be used under the lock of
 * its stream. Safe for use by many threads.
 */
final class AggregateCache<A> {

  /** A bucket of 17 events was found to take 8 KiB, an event of a large one about 120 bytes. */
  static final long BESIDE = 48;

  private final long maxEvents;
  private final LinkedHashMap<String, Entry<A>> entries = new LinkedHashMap<>(64, 0.75f, true);
  private long events;

  /**
   * @param maxEvents from 0, which caches nothing
   */
  AggregateCache(long maxEvents) {
    this.maxEvents = maxEvents;
  }

  synchronized @Nullable A get(String stream) {
    Entry<A> entry = entries.get(stream);
    return entry == null ? null : entry.aggregate();
  }

  synchronized void put(String stream, A aggregate, long version) {
    evict(stream);
    entries.put(stream, new Entry<>(aggregate, BESIDE + version + 1));
    events += BESIDE + version + 1;
    while (events > maxEvents && !entries.isEmpty()) {
      evict(entries.firstEntry().getKey());
    }
  }

  synchronized void evict(String stream) {
    Entry<A> entry = entries.remove(stream);
    if (entry != null) {
      events -= entry.events();
    }
  }

  private record Entry<A>(A aggregate, long events) {}
}
