package dev.assay.projections.records;

import dev.assay.events.Subject;
import dev.assay.events.iteration.IterationId;
import dev.assay.events.journal.Journal;
import dev.assay.events.journal.RecordedEvent;
import dev.assay.events.journal.StreamName;
import dev.assay.projections.iteration.IterationFold;
import dev.assay.projections.iteration.IterationRecord;
import dev.assay.projections.revocation.RevocationReason;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Records folded from the journal as of a position, for the answers to writes. Buckets that were
 * asked for before are kept folded and topped up when their stream has moved, so an answer costs a
 * few reads however long the bucket's history is. Safe for use by many threads.
 */
public final class JournalRecords {

  /**
   * How much is kept.
   *
   * @param indexEntries iterations and channels, of all buckets together, whose index is kept;
   *     about 500 bytes each
   * @param iterationsPerBucket iterations of one bucket that are kept whole
   * @param window for how many positions back a kept bucket can answer; older positions are folded
   *     from the beginning
   */
  public record Bounds(int indexEntries, int iterationsPerBucket, long window) {

    /** 100,000 entries, 64 iterations a bucket, 10,000 positions. */
    public static final Bounds DEFAULT = new Bounds(100_000, 64, 10_000);

    /**
     * @throws IllegalArgumentException if a bound is below 1
     */
    public Bounds {
      if (indexEntries < 1 || iterationsPerBucket < 1 || window < 1) {
        throw new IllegalArgumentException(
            "bounds: "
                + indexEntries
                + ", "
                + iterationsPerBucket
                + ", "
                + window
                + " (expected: each >= 1)");
      }
    }
  }

  /** A kept bucket; guarded by its lock. */
  private static final class Kept {
    final ReentrantLock lock = new ReentrantLock();
    final FoldedBucket folded;

    /** Its share of {@link #entries}; guarded by the cache's lock. */
    int counted;

    Kept(Bounds bounds) {
      folded = new FoldedBucket(bounds.iterationsPerBucket(), bounds.window());
    }
  }

  private final Journal journal;
  private final Bounds bounds;
  private final ReentrantLock cacheLock = new ReentrantLock();

  /** The bucket used last at the end. */
  private final LinkedHashMap<StreamName, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);

  private int entries;

  public JournalRecords(Journal journal, Bounds bounds) {
    this.journal = journal;
    this.bounds = bounds;
  }

  /** The records as of a position that this replica has reached. */
  public RecordSource at(long position) {
    return new RecordsAt(this, position);
  }

  Journal journal() {
    return journal;
  }

  Optional<StreamName> streamOf(Subject subject) {
    return journal.streamOf(subject);
  }

  /** Asks a stream's folded state, which answers for the position. */
  <R> R ask(StreamName stream, long position, Function<FoldedBucket, R> question) {
    if (journal.head(stream) < 0) {
      return question.apply(new FoldedBucket(1, 1));
    }
    var bucket = keep(stream);
    bucket.lock.lock();
    try {
      topUp(stream, bucket);
      return question.apply(
          bucket.folded.reachesBackTo(position)
              ? bucket.folded
              : foldFromTheBeginning(stream, position));
    } finally {
      count(stream, bucket, bucket.folded.weight());
      bucket.lock.unlock();
    }
  }

  /** The iteration as of a position: as it is held, or folded from its own events. */
  Optional<IterationRecord> iteration(
      StreamName stream, FoldedBucket folded, long position, IterationId id) {
    if (!folded.livesAt(position, id)) {
      return Optional.empty();
    }
    return folded
        .heldAt(position, id)
        .or(() -> Optional.ofNullable(load(stream, folded, position, id)));
  }

  /** The reason that was given last up to a position. */
  Optional<RevocationReason> revocationReason(long position, IterationId id) {
    var stream = streamOf(Subject.of(id));
    if (stream.isEmpty()) {
      return Optional.empty();
    }
    Optional<RevocationReason> reason = Optional.empty();
    try (var events = journal.read(stream.get(), Subject.of(id))) {
      for (Iterator<RecordedEvent> each = events.iterator(); each.hasNext(); ) {
        var recorded = each.next();
        if (recorded.position() > position) {
          break;
        }
        var given = RevocationReason.of(recorded);
        reason = given.isPresent() ? given : reason;
      }
    }
    return reason;
  }

  private @Nullable IterationRecord load(
      StreamName stream, FoldedBucket folded, long position, IterationId id) {
    var iteration = fold(stream, position, id);
    if (iteration != null && position >= folded.position()) {
      folded.hold(iteration);
    }
    return iteration;
  }

  private @Nullable IterationRecord fold(StreamName stream, long position, IterationId id) {
    IterationRecord iteration = null;
    try (var events = journal.read(stream, Subject.of(id))) {
      for (Iterator<RecordedEvent> each = events.iterator(); each.hasNext(); ) {
        var recorded = each.next();
        if (recorded.position() > position) {
          break;
        }
        iteration = IterationFold.apply(iteration, recorded);
      }
    }
    return iteration;
  }

  private void topUp(StreamName stream, Kept bucket) {
    if (journal.head(stream) == bucket.folded.sequence()) {
      return;
    }
    boolean done = false;
    try (var events = journal.read(stream, bucket.folded.sequence() + 1)) {
      events.forEachOrdered(bucket.folded::apply);
      done = true;
    } finally {
      if (!done) {
        drop(stream, bucket);
      }
    }
  }

  private FoldedBucket foldFromTheBeginning(StreamName stream, long position) {
    var folded = new FoldedBucket(bounds.iterationsPerBucket(), 1);
    try (var events = journal.read(stream, 0)) {
      for (Iterator<RecordedEvent> each = events.iterator(); each.hasNext(); ) {
        var recorded = each.next();
        if (recorded.position() > position) {
          break;
        }
        folded.apply(recorded);
      }
    }
    return folded;
  }

  private Kept keep(StreamName stream) {
    cacheLock.lock();
    try {
      return kept.computeIfAbsent(stream, _ -> new Kept(bounds));
    } finally {
      cacheLock.unlock();
    }
  }

  /** What is kept of it may be half of an event: the next answer folds anew. */
  private void drop(StreamName stream, Kept bucket) {
    cacheLock.lock();
    try {
      if (kept.remove(stream, bucket)) {
        entries -= bucket.counted;
      }
    } finally {
      cacheLock.unlock();
    }
  }

  private void count(StreamName stream, Kept bucket, int weight) {
    cacheLock.lock();
    try {
      if (kept.get(stream) != bucket) {
        return;
      }
      entries += weight - bucket.counted;
      bucket.counted = weight;
      while (entries > bounds.indexEntries() && kept.size() > 1) {
        entries -= kept.pollFirstEntry().getValue().counted;
      }
    } finally {
      cacheLock.unlock();
    }
  }
}
