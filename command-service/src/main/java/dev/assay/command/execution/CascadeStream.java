package dev.assay.command.execution;

import dev.assay.command.identity.IdSource;
import dev.assay.events.access.OrganizationId;
import dev.assay.events.cascade.CascadeEvent;
import dev.assay.events.cascade.CascadeEvent.CascadeEnded;
import dev.assay.events.cascade.CascadeEvent.CascadeStarted;
import dev.assay.events.journal.Append;
import dev.assay.events.journal.AppendOutcome;
import dev.assay.events.journal.Commit;
import dev.assay.events.journal.CommitId;
import dev.assay.events.journal.Journal;
import dev.assay.events.journal.JournalUnavailableException;
import dev.assay.events.journal.RecordedEvent;
import dev.assay.events.journal.StreamName;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The stream {@code cascade/<organization>}: a cascade that has lost against writers of other
 * instances starts there, which voids what they have in flight, and they hold off until it ends.
 * Safe for use by many threads.
 */
final class CascadeStream {

  /** For how long others hold off. */
  static final Duration HOLD = Duration.ofSeconds(5);

  private final Journal journal;
  private final InstantSource clock;
  private final IdSource ids;

  CascadeStream(Journal journal, InstantSource clock, IdSource ids) {
    this.journal = journal;
    this.clock = clock;
    this.ids = ids;
  }

  /** Waits while a cascade other than one's own runs, no longer than it may hold others off. */
  void await(OrganizationId organization, CommitId own) {
    if (!isHeldByOther(organization, own)) {
      return;
    }
    long begun = System.nanoTime();
    Semaphore news = new Semaphore(0);
    try (Journal.Subscription _ = journal.onAdvance(news::release)) {
      while (isHeldByOther(organization, own) && System.nanoTime() - begun < HOLD.toNanos()) {
        news.tryAcquire(20, TimeUnit.MILLISECONDS);
        news.drainPermits();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new JournalUnavailableException("stopped while a cascade was running");
    }
  }

  /** Whether a cascade runs that has started under this id and may hold others off. */
  boolean isHeldBy(OrganizationId organization, CommitId own) {
    return started(organization).filter(run -> run.cascade().equals(own)).isPresent();
  }

  private boolean isHeldByOther(OrganizationId organization, CommitId own) {
    return started(organization).filter(run -> !run.cascade().equals(own)).isPresent();
  }

  private Optional<CascadeStarted> started(OrganizationId organization) {
    StreamName stream = StreamName.cascade(organization);
    long head = journal.head(stream);
    if (head < 0) {
      return Optional.empty();
    }
    try (Stream<RecordedEvent> events = journal.read(stream, head)) {
      return events
          .reduce((_, last) -> last)
          .filter(last -> clock.instant().isBefore(last.time().plus(HOLD)))
          .map(RecordedEvent::event)
          .filter(CascadeStarted.class::isInstance)
          .map(CascadeStarted.class::cast);
    }
  }

  /** Starts a cascade, after those of others; what others have in flight is void from then on. */
  void start(Caller caller, CommitId own) {
    boolean started = isHeldBy(caller.organization(), own);
    while (!started) {
      await(caller.organization(), own);
      started =
          switch (append(caller, new CascadeStarted(caller.organization(), own))) {
            case AppendOutcome.Accepted _ -> true;
            case AppendOutcome.Conflict _, AppendOutcome.Expired _ -> false;
            case AppendOutcome.Refused refused ->
                throw new JournalUnavailableException(refused.reason());
            case AppendOutcome.IdReused reused ->
                throw new JournalUnavailableException(
                    "commit id: used before at position " + reused.position());
            case AppendOutcome.Unknown unknown ->
                throw new JournalUnavailableException(unknown.reason());
          };
    }
  }

  /** Ends a cascade that had nothing left to change. If others came in between, its time is up. */
  void end(Caller caller, CommitId own) {
    if (isHeldBy(caller.organization(), own)) {
      append(caller, new CascadeEnded(caller.organization(), own));
    }
  }

  private AppendOutcome append(Caller caller, CascadeEvent event) {
    StreamName stream = StreamName.cascade(caller.organization());
    CommitId id = new CommitId(ids.next());
    return journal.append(
        new Commit(
            id,
            id.value(),
            caller.organization(),
            clock.instant().truncatedTo(ChronoUnit.MILLIS),
            caller.actor(),
            event.getClass().getSimpleName(),
            caller.request(),
            List.of(new Append(stream, journal.head(stream) + 1, List.of(event))),
            List.of()));
  }
}
