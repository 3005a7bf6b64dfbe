package dev.assay.projections.records;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A sorted map that remembers what it held at every recent position, so that an answer to a write
 * does not show what was written after it. Not safe for use by many threads.
 *
 * @param <K> keys
 * @param <V> values
 */
final class RecentVersions<K, V> {

  private record Version<V>(long position, @Nullable V value) {}

  private record Touched<K>(long position, K key) {}

  /** A key's versions, the oldest first; never empty. */
  private final NavigableMap<K, Deque<Version<V>>> versions;

  private final Deque<Touched<K>> touched = new ArrayDeque<>();

  RecentVersions(Comparator<? super K> order) {
    this.versions = new TreeMap<>(order);
  }

  /**
   * @param value what the key has from the position on, null for nothing
   */
  void put(long position, K key, @Nullable V value) {
    var known = versions.computeIfAbsent(key, _ -> new ArrayDeque<>(2));
    if (!known.isEmpty() && known.getLast().position() == position) {
      known.removeLast();
    } else {
      touched.add(new Touched<>(position, key));
    }
    known.addLast(new Version<>(position, value));
  }

  /**
   * Starts to remember a key from the position of its newest version on; nothing is known of it
   * before.
   */
  void load(long position, K key, V value) {
    var known = new ArrayDeque<Version<V>>(2);
    known.add(new Version<>(position, value));
    versions.put(key, known);
  }

  /** Takes everything away from a position on. */
  void clear(long position) {
    new ArrayList<>(versions.keySet())
        .forEach(key -> {
          if (newest(key) != null) {
            put(position, key, null);
          }
        });
  }

  /** Forgets all about a key. */
  void evict(K key) {
    versions.remove(key);
  }

  /** What the key has now. */
  @Nullable V newest(K key) {
    var known = versions.get(key);
    return known == null ? null : known.getLast().value();
  }

  /**
   * What the key had at a position, which must not lie before the last one given to {@link
   * #forgetBefore}.
   */
  Optional<V> at(long position, K key) {
    var known = versions.get(key);
    return known == null ? Optional.empty() : at(position, known);
  }

  /** What the highest key that has something at a position has. */
  Optional<V> highestAt(long position) {
    for (var known : versions.descendingMap().values()) {
      var value = at(position, known);
      if (value.isPresent()) {
        return value;
      }
    }
    return Optional.empty();
  }

  /** All that there was at a position, in order of the keys. */
  List<V> allAt(long position) {
    return versions.values().stream().flatMap(known -> at(position, known).stream()).toList();
  }

  private static <V> Optional<V> at(long position, Deque<Version<V>> known) {
    for (Iterator<Version<V>> newestFirst = known.descendingIterator(); newestFirst.hasNext(); ) {
      var version = newestFirst.next();
      if (version.position() <= position) {
        return Optional.ofNullable(version.value());
      }
    }
    return Optional.empty();
  }

  /** Forgets what was before a position; what still was at it is kept. */
  void forgetBefore(long position) {
    while (!touched.isEmpty() && touched.getFirst().position() <= position) {
      var key = touched.removeFirst().key();
      var known = versions.get(key);
      if (known != null && cut(known, position)) {
        versions.remove(key);
      }
    }
  }

  /** Returns true if nothing is left to remember. */
  private static <V> boolean cut(Deque<Version<V>> known, long position) {
    var oldest = known.removeFirst();
    while (!known.isEmpty() && known.getFirst().position() <= position) {
      oldest = known.removeFirst();
    }
    if (known.isEmpty() && oldest.position() <= position && oldest.value() == null) {
      return true;
    }
    known.addFirst(oldest);
    return false;
  }

  int size() {
    return versions.size();
  }
}
