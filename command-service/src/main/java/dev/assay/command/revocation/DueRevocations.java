package dev.assay.command.revocation;

import dev.assay.command.bucket.BucketCommand.RecordDueRevocation;
import dev.assay.command.execution.Caller;
import dev.assay.command.execution.CommandResult;
import dev.assay.command.execution.Commands;
import dev.assay.command.revocation.ScheduledRevocations.Scheduled;
import dev.assay.events.Subject;
import dev.assay.events.bucket.BucketEvent.BucketCreated;
import dev.assay.events.bucket.BucketEvent.IterationCreated;
import dev.assay.events.journal.Actor;
import dev.assay.events.journal.Journal;
import dev.assay.events.journal.RecordedCommit;
import dev.assay.events.journal.RecordedEvent;
import dev.assay.events.journal.RequestInfo;
import dev.assay.events.journal.SnapshotStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records that the instants of scheduled revocations are past. Every instance does; one of them is
 * first, and the others find nothing left to record.
 */
public final class DueRevocations implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DueRevocations.class);
  private static final Actor TIMER = Actor.system("scheduled revocation");

  /** How many commits a start may have to read again. */
  private static final int COMMITS_BETWEEN_SNAPSHOTS = 1_000;

  private final Journal journal;
  private final InstantSource clock;
  private final Commands commands;
  private final Duration check;
  private final ScheduledRevocations scheduled = new ScheduledRevocations();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofVirtual().name("due-revocations").factory());
  private final ScheduledRevocationsSnapshots snapshots;
  private long nextPosition;
  private long keptPosition;

  /**
   * @param snapshots where what is scheduled is kept between starts
   * @param check pause between two looks at the schedules
   */
  public DueRevocations(
      Journal journal,
      SnapshotStore snapshots,
      InstantSource clock,
      Commands commands,
      Duration check) {
    this.journal = journal;
    this.clock = clock;
    this.commands = commands;
    this.check = check;
    this.snapshots = new ScheduledRevocationsSnapshots(snapshots);
    this.keptPosition = this.snapshots.restore(scheduled);
    this.nextPosition = keptPosition + 1;
  }

  public void start() {
    timer.scheduleWithFixedDelay(
        this::checkOrComplain, check.toMillis(), check.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  private void checkOrComplain() {
    try {
      check();
    } catch (RuntimeException e) {
      LOG.warn("scheduled revocations: not checked, next try in {}", check, e);
    }
  }

  /** Looks at every schedule once. */
  public synchronized void check() {
    try (Stream<RecordedCommit> commits = journal.cursor(nextPosition)) {
      for (Iterator<RecordedCommit> each = commits.iterator(); each.hasNext(); ) {
        RecordedCommit commit = each.next();
        scheduled.on(commit);
        nextPosition = commit.position() + 1;
      }
    }
    if (nextPosition - 1 - keptPosition >= COMMITS_BETWEEN_SNAPSHOTS) {
      keptPosition = nextPosition - 1;
      snapshots.keep(scheduled, keptPosition);
    }
    scheduled.due(clock.instant()).forEach(this::record);
  }

  private void record(Scheduled due) {
    if (due.organization() == null) {
      return;
    }
    Caller caller =
        new Caller(
            due.organization(),
            TIMER,
            new RequestInfo("scheduled revocation of " + due.iteration(), null, null));
    command(due)
        .map(command -> commands.execute(command, caller))
        .ifPresent(result -> report(due, result));
  }

  private Optional<RecordDueRevocation> command(Scheduled due) {
    Optional<BucketCreated> bucket = first(due, Subject.of(due.bucket()), BucketCreated.class);
    Optional<IterationCreated> iteration =
        first(due, Subject.of(due.iteration()), IterationCreated.class);
    return bucket.flatMap(in ->
        iteration.map(of ->
            new RecordDueRevocation(
                in.projectId(), in.name(), of.fingerprint(), due.effectiveAt())));
  }

  private <E> Optional<E> first(Scheduled due, Subject subject, Class<E> type) {
    try (Stream<RecordedEvent> events = journal.read(due.stream(), subject)) {
      return events.map(RecordedEvent::event).filter(type::isInstance).map(type::cast).findFirst();
    }
  }

  private static void report(Scheduled due, CommandResult result) {
    if (result instanceof CommandResult.Refused refused) {
      LOG.warn(
          "scheduled revocation of {} in {}: not recorded: {}",
          due.iteration(),
          due.stream(),
          refused.refusal().message());
    }
  }
}
