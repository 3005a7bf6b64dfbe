package dev.assay.projections.records;

import dev.assay.events.journal.Journal;
import dev.assay.events.journal.RecordSnapshotStore;
import dev.assay.events.journal.RecordedEvent;
import dev.assay.events.journal.StreamName;
import dev.assay.projections.records.KeptStates.At;
import java.util.LinkedHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * The timelines of bucket streams: those used last in memory, the newest state of each as a record
 * snapshot. Safe for use by many threads.
 */
final class Timelines {

  /** One that is held; guarded by its lock. */
  private static final class Held {
    final ReentrantLock lock = new ReentrantLock();
    Timeline timeline = new Timeline();

    /** The position that it answers up to, −1 for none. */
    long reach = -1;

    /** The position and the sequence of its record snapshot, −1 for none. */
    long savedAt = -1;

    long savedSequence = -1;

    /** Its share of {@link #entries}; guarded by the cache's lock. */
    int counted;

    void forget() {
      timeline = new Timeline();
      reach = -1;
      savedAt = -1;
      savedSequence = -1;
    }
  }

  private final Journal journal;
  private final KeptStates<Timeline.Saved> kept;
  private final int step;
  private final int maxEntries;
  private final ReentrantLock cacheLock = new ReentrantLock();

  /** The one used last at the end. */
  private final LinkedHashMap<StreamName, Held> held = new LinkedHashMap<>(16, 0.75f, true);

  private int entries;

  /**
   * @param step after how many events of a stream its timeline is kept again
   * @param maxEntries iterations and channels, of all buckets together, that are held in memory
   */
  Timelines(Journal journal, RecordSnapshotStore store, int step, int maxEntries) {
    this.journal = journal;
    this.kept = new KeptStates<>(store, "timeline", Timeline.Saved.class);
    this.step = step;
    this.maxEntries = maxEntries;
  }

  /** Asks when what was there in a stream, which answers for the position. */
  <R> R ask(StreamName stream, long position, Function<Timeline, R> question) {
    Held asked = hold(stream);
    asked.lock.lock();
    try {
      if (asked.reach < position) {
        topUp(stream, asked);
      }
      return question.apply(asked.timeline);
    } finally {
      count(stream, asked, asked.timeline.weight());
      asked.lock.unlock();
    }
  }

  /** Sequence of the last event that is in the record snapshot of a stream, −1 for none. */
  long savedSequence(StreamName stream) {
    return kept.floor(stream.value(), Long.MAX_VALUE)
        .map(At::state)
        .map(Timeline.Saved::sequence)
        .orElse(-1L);
  }

  private void topUp(StreamName stream, Held asked) {
    boolean done = false;
    try {
      if (asked.reach < 0) {
        load(stream, asked);
      }
      asked.reach = readOn(stream, asked);
      done = true;
    } finally {
      if (!done) {
        // What is held may be half of a commit.
        asked.forget();
      }
    }
  }

  /** Returns the position that the timeline has come to. */
  private long readOn(StreamName stream, Held asked) {
    long reach = journal.reached();
    long last = asked.savedAt;
    try (var events = journal.read(stream, asked.timeline.sequence() + 1)) {
      for (var each = events.iterator(); each.hasNext(); ) {
        RecordedEvent recorded = each.next();
        asked.timeline.apply(recorded);
        last = recorded.position();
      }
    }
    if (asked.timeline.sequence() - asked.savedSequence >= step) {
      save(stream, asked, last);
    }
    return Math.max(reach, last);
  }

  private void load(StreamName stream, Held asked) {
    kept.floor(stream.value(), Long.MAX_VALUE)
        .ifPresent(saved -> {
          asked.timeline = new Timeline(saved.state());
          asked.savedAt = saved.position();
          asked.savedSequence = saved.state().sequence();
        });
  }

  private void save(StreamName stream, Held asked, long position) {
    long before = asked.savedAt;
    kept.put(stream.value(), position, asked.timeline.save());
    if (before >= 0 && before != position) {
      kept.drop(stream.value(), before);
    }
    asked.savedAt = position;
    asked.savedSequence = asked.timeline.sequence();
  }

  private Held hold(StreamName stream) {
    cacheLock.lock();
    try {
      return held.computeIfAbsent(stream, _ -> new Held());
    } finally {
      cacheLock.unlock();
    }
  }

  private void count(StreamName stream, Held asked, int weight) {
    cacheLock.lock();
    try {
      if (held.get(stream) == asked) {
        entries += weight - asked.counted;
        asked.counted = weight;
        while (entries > maxEntries && held.size() > 1) {
          entries -= held.pollFirstEntry().getValue().counted;
        }
      }
    } finally {
      cacheLock.unlock();
    }
  }
}
