package dev.assay.command.iteration;

import dev.assay.command.bucket.BucketCommand.TimeOutBuild;
import dev.assay.command.execution.Caller;
import dev.assay.command.execution.CommandResult;
import dev.assay.command.execution.Commands;
import dev.assay.command.iteration.RunningBuilds.Running;
import dev.assay.events.Subject;
import dev.assay.events.bucket.BucketEvent.BucketCreated;
import dev.assay.events.bucket.BucketEvent.IterationCreated;
import dev.assay.events.journal.Actor;
import dev.assay.events.journal.Journal;
import dev.assay.events.journal.RecordedCommit;
import dev.assay.events.journal.RecordedEvent;
import dev.assay.events.journal.RequestInfo;
import dev.assay.events.journal.SnapshotStore;
import dev.assay.events.liveness.Liveness;
import java.time.Duration;
import java.time.Instant;
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
 * Times out running builds that gave no sign of life for the whole time-out. Only an instance that
 * has known of every heartbeat for that long does so; which instance is first does not matter.
 */
public final class BuildTimeouts implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(BuildTimeouts.class);
  private static final int COMMITS_BETWEEN_SNAPSHOTS = 1_000;
  private static final Actor TIMER = Actor.system("build time-out");

  private final Journal journal;
  private final Liveness liveness;
  private final InstantSource clock;
  private final Commands commands;
  private final Duration timeout;
  private final Duration check;
  private final RunningBuilds running = new RunningBuilds();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofVirtual().name("build-timeouts").factory());
  private final RunningBuildsSnapshots snapshots;
  private long nextPosition;
  private long keptPosition;

  /**
   * @param snapshots where what runs is kept between starts
   * @param timeout how long a running build may give no sign of life
   * @param check pause between two looks at the running builds
   */
  public BuildTimeouts(
      Journal journal,
      SnapshotStore snapshots,
      Liveness liveness,
      InstantSource clock,
      Commands commands,
      Duration timeout,
      Duration check) {
    this.journal = journal;
    this.snapshots = new RunningBuildsSnapshots(snapshots);
    this.liveness = liveness;
    this.clock = clock;
    this.commands = commands;
    this.timeout = timeout;
    this.check = check;
    this.keptPosition = this.snapshots.restore(running);
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
      LOG.warn("build time-outs: not checked, next try in {}", check, e);
    }
  }

  /** Looks at every running build once. */
  synchronized void check() {
    readOn();
    Instant now = clock.instant();
    Instant limit = now.minus(timeout);
    boolean knowing = liveness.caughtUpSince().filter(since -> !since.isAfter(limit)).isPresent();
    if (!knowing) {
      return;
    }
    for (Running build : running.all()) {
      Instant heard =
          liveness
              .lastBeat(build.build())
              .filter(beat -> beat.isAfter(build.heardAt()))
              .orElse(build.heardAt());
      if (!heard.isAfter(limit)) {
        timeOut(build);
      }
    }
  }

  private void readOn() {
    try (Stream<RecordedCommit> commits = journal.cursor(nextPosition)) {
      for (Iterator<RecordedCommit> each = commits.iterator(); each.hasNext(); ) {
        RecordedCommit commit = each.next();
        running.on(commit);
        nextPosition = commit.position() + 1;
      }
    }
    if (nextPosition - 1 - keptPosition >= COMMITS_BETWEEN_SNAPSHOTS) {
      keptPosition = nextPosition - 1;
      snapshots.keep(running, keptPosition);
    }
  }

  private void timeOut(Running build) {
    if (build.organization() == null) {
      return;
    }
    Caller caller =
        new Caller(
            build.organization(),
            TIMER,
            new RequestInfo("build time-out of " + build.build(), null, null));
    command(build)
        .map(command -> commands.execute(command, caller))
        .ifPresent(result -> report(build, result));
  }

  private Optional<TimeOutBuild> command(Running build) {
    Optional<BucketCreated> bucket = first(build, Subject.of(build.bucket()), BucketCreated.class);
    Optional<IterationCreated> iteration =
        first(build, Subject.of(build.iteration()), IterationCreated.class);
    return bucket.flatMap(in ->
        iteration.map(
            of -> new TimeOutBuild(in.projectId(), in.name(), of.fingerprint(), build.build())));
  }

  private <E> Optional<E> first(Running build, Subject subject, Class<E> type) {
    try (Stream<RecordedEvent> events = journal.read(build.stream(), subject)) {
      return events.map(RecordedEvent::event).filter(type::isInstance).map(type::cast).findFirst();
    }
  }

  private void report(Running build, CommandResult result) {
    switch (result) {
      case CommandResult.Done _ ->
          LOG.info(
              "build {} of {}: no sign of life for {}, timed out",
              build.build(),
              build.stream(),
              timeout);
      case CommandResult.Unchanged _ -> {} // it ended, or another instance was first
      case CommandResult.Refused refused ->
          LOG.warn(
              "build {} of {}: not timed out: {}",
              build.build(),
              build.stream(),
              refused.refusal().message());
    }
  }
}
