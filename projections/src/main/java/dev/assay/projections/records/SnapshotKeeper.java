package dev.assay.projections.records;

import dev.assay.events.journal.Append;
import dev.assay.events.journal.Journal;
import dev.assay.events.journal.StreamName;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes record snapshots behind the journal, in one thread of its own: of every stream that has
 * grown by 1,000 events, and at start of those that lack them, as after the index was rebuilt.
 * Without it answers would be the same, the first ones about a long history slower.
 */
public final class SnapshotKeeper implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SnapshotKeeper.class);
  private static final String BUCKETS = "bucket/";

  private final Journal journal;
  private final PastRecords past;
  private final Semaphore advanced = new Semaphore(0);
  private final Journal.Subscription subscription;
  private final Thread thread;
  private long next;
  private volatile boolean closed;

  private SnapshotKeeper(Journal journal, PastRecords past) {
    this.journal = journal;
    this.past = past;
    this.next = journal.reached() + 1;
    this.subscription = journal.onAdvance(advanced::release);
    this.thread = Thread.ofPlatform().name("record-snapshots").daemon().unstarted(this::run);
    thread.setPriority(Thread.MIN_PRIORITY);
  }

  /** Starts the thread. */
  public static SnapshotKeeper start(Journal journal, PastRecords past) {
    var keeper = new SnapshotKeeper(journal, past);
    keeper.thread.start();
    return keeper;
  }

  private void run() {
    try {
      all().forEach(this::keep);
      while (!closed) {
        advanced.acquire();
        advanced.drainPermits();
        grown().forEach(this::keep);
      }
    } catch (InterruptedException _) {
      LOG.debug("no more record snapshots are made: the journal is being closed");
    } catch (RuntimeException e) {
      if (!closed) {
        LOG.error("no more record snapshots are made until the next start", e);
      }
    }
  }

  private List<StreamName> all() {
    try (var streams = journal.streams(BUCKETS)) {
      return streams.filter(stream -> journal.head(stream) >= past.every()).toList();
    }
  }

  /** The streams of which an event since the last look has a number that is due. */
  private Set<StreamName> grown() {
    Set<StreamName> grown = new HashSet<>();
    try (var commits = journal.cursor(next)) {
      for (var each = commits.iterator(); each.hasNext(); ) {
        var recorded = each.next();
        recorded.commit().appends().stream()
            .filter(this::isDue)
            .map(Append::stream)
            .forEach(grown::add);
        next = recorded.position() + 1;
      }
    }
    return grown;
  }

  private boolean isDue(Append append) {
    long first = append.firstSequence();
    long beyond = first + append.events().size();
    return append.stream().value().startsWith(BUCKETS)
        && first / past.every() != beyond / past.every();
  }

  /** A history that cannot be folded is no reason to leave the others alone. */
  private void keep(StreamName stream) {
    if (closed) {
      return;
    }
    try {
      past.keep(stream);
    } catch (RuntimeException e) {
      if (!closed) {
        LOG.warn("no record snapshots of {}: {}", stream, e.getMessage(), e);
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    subscription.close();
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
