package dev.assay.projections.views;

import dev.assay.events.journal.Journal;
import dev.assay.events.journal.RecordedCommit;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GenericTrackedEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;

/**
 * Commits from a position on. For use by one thread, but for {@link #wake}.
 *
 * <p>Axon fills a batch with what is there at once, and limits it by messages. A message is a
 * commit and may be a cascade over thousands of buckets, so here a batch ends by events, too.
 */
final class JournalMessageStream implements BlockingStream<TrackedEventMessage<?>> {

  private final Journal journal;
  private final Consumer<JournalMessageStream> closed;
  private final Journal.Subscription subscription;
  private long nextPosition;
  private int batchEvents;
  private @Nullable Stream<RecordedCommit> cursor;
  private @Nullable Iterator<RecordedCommit> commits;
  private @Nullable TrackedEventMessage<?> peeked;
  private volatile @Nullable Thread waiting;
  private volatile boolean woken;
  private volatile Runnable onAvailable = () -> {};

  JournalMessageStream(Journal journal, long firstPosition, Consumer<JournalMessageStream> closed) {
    this.journal = journal;
    this.nextPosition = firstPosition;
    this.closed = closed;
    this.subscription = journal.onAdvance(this::advanced);
  }

  private void advanced() {
    LockSupport.unpark(waiting);
    onAvailable.run();
  }

  void wake() {
    woken = true;
    LockSupport.unpark(waiting);
  }

  @Override
  public Optional<TrackedEventMessage<?>> peek() {
    if (peeked == null) {
      peeked = read();
    }
    return Optional.ofNullable(peeked);
  }

  private @Nullable TrackedEventMessage<?> read() {
    if (commits != null && !commits.hasNext()) {
      closeCursor();
    }
    if (commits == null && journal.reached() >= nextPosition) {
      cursor = journal.cursor(nextPosition);
      commits = cursor.iterator();
    }
    return commits != null && commits.hasNext() ? message(commits.next()) : null;
  }

  private static TrackedEventMessage<?> message(RecordedCommit commit) {
    return new GenericTrackedEventMessage<>(
        new GlobalSequenceTrackingToken(commit.position()),
        new GenericEventMessage<>(
            commit.commit().id().value(), commit, MetaData.emptyInstance(), commit.time()));
  }

  /** A wait begins a batch; a look without one asks for more of it. */
  @Override
  public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
    if (timeout > 0) {
      batchEvents = 0;
    }
    return comes(timeout, unit) && (timeout > 0 || fitsInBatch());
  }

  private boolean fitsInBatch() {
    return peek()
        .map(next -> batchEvents == 0 || batchEvents + events(next) <= PendingBatch.MAX_EVENTS)
        .orElse(false);
  }

  private static int events(TrackedEventMessage<?> message) {
    return PendingBatch.events((RecordedCommit) message.getPayload());
  }

  private boolean comes(int timeout, TimeUnit unit) throws InterruptedException {
    long deadline = System.nanoTime() + unit.toNanos(timeout);
    waiting = Thread.currentThread();
    try {
      while (peek().isEmpty()) {
        long remaining = deadline - System.nanoTime();
        if (remaining <= 0 || woken) {
          woken = false;
          return false;
        }
        // A commit that comes between the look and the parking has left its permit.
        LockSupport.parkNanos(this, remaining);
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
      }
      return true;
    } finally {
      waiting = null;
    }
  }

  @Override
  public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
    while (!hasNextAvailable(Integer.MAX_VALUE, TimeUnit.MILLISECONDS)) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
    var next = peek().orElseThrow(NoSuchElementException::new);
    peeked = null;
    nextPosition++;
    batchEvents += events(next);
    return next;
  }

  @Override
  public boolean setOnAvailableCallback(Runnable callback) {
    onAvailable = callback;
    return true;
  }

  private void closeCursor() {
    if (cursor != null) {
      cursor.close();
    }
    cursor = null;
    commits = null;
  }

  @Override
  public void close() {
    subscription.close();
    closeCursor();
    closed.accept(this);
  }
}
