package dev.assay.command.iteration;

import static dev.assay.command.bucket.BucketFixtures.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.command.bucket.BucketCommand.DeleteIteration;
import dev.assay.command.execution.CommandResult.Unchanged;
import dev.assay.command.execution.Instance;
import dev.assay.events.bucket.BucketEvent;
import dev.assay.events.bucket.BucketEvent.BuildTimedOut;
import dev.assay.events.iteration.BuildStatus;
import dev.assay.events.journal.SnapshotStore;
import dev.assay.events.journal.StreamName;
import dev.assay.events.journal.memory.InMemorySnapshotStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BuildTimeoutsTest {

  private static final Duration TIMEOUT = Duration.ofMinutes(10);
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final InstantSource clock = now::get;
  private final Instance instance =
      Instance.on(
          Instance.log(clock),
          clock,
          dev.assay.command.execution.CommandSettings.DEFAULT.withBuildTimeout(
              TIMEOUT, Duration.ofHours(1)));
  private final SnapshotStore snapshots = new InMemorySnapshotStore();
  private final BuildTimeouts timeouts = timeouts();

  private BuildTimeouts timeouts() {
    return new BuildTimeouts(
        instance.memory(),
        snapshots,
        instance.liveness(),
        clock,
        instance.service().commands(),
        TIMEOUT,
        Duration.ofHours(1));
  }

  private final StreamName stream = createBucket().stream();
  private final BucketEvent timedOut = new BuildTimedOut(BUCKET, iteration(1), build(1, 1));

  @BeforeEach
  void givenRunningBuild() {
    instance.done(createBucket());
    instance.done(createIteration(1));
    instance.done(createBuild(1, 1, BuildStatus.RUNNING, run("run-1")));
  }

  private void afterMinutes(long minutes) {
    now.set(now.get().plus(Duration.ofMinutes(minutes)));
  }

  private void heartbeat() {
    assertThat(instance.execute(updateBuild(1, 1, BuildStatus.RUNNING, run("run-1"))))
        .isInstanceOf(Unchanged.class);
  }

  @Test
  void givenNoSignOfLifeForTheTimeout_whenChecked_thenTimedOut() {
    afterMinutes(10);
    timeouts.check();
    assertThat(instance.events(stream)).endsWith(timedOut);
  }

  @Test
  void givenSnapshotOfAnEarlierStart_whenChecked_thenTheBuildIsKnownWithoutReadingItAgain() {
    for (int i = 2; i <= 1_002; i++) {
      instance.done(createIteration(i));
    }
    timeouts.check();
    assertThat(snapshots.get(new StreamName("timer/build-timeouts"))).isPresent();
    BuildTimeouts restarted = timeouts();
    afterMinutes(10);
    restarted.check();
    assertThat(instance.events(stream)).endsWith(timedOut);
  }

  @Test
  void givenUnreadableSnapshot_whenChecked_thenTheJournalIsReadFromItsBeginning() {
    snapshots.put(new StreamName("timer/build-timeouts"), 5, new byte[] {'?'});
    afterMinutes(10);
    timeouts().check();
    assertThat(instance.events(stream)).endsWith(timedOut);
  }

  @Test
  void givenLessThanTheTimeout_whenChecked_thenItRunsOn() {
    afterMinutes(9);
    timeouts.check();
    assertThat(instance.events(stream)).doesNotContain(timedOut);
  }

  @Test
  void givenHeartbeat_whenChecked_thenTheTimeoutCountsFromThere() {
    afterMinutes(8);
    heartbeat();
    assertThat(instance.liveness().lastBeat(build(1, 1))).contains(now.get());
    afterMinutes(9);
    timeouts.check();
    assertThat(instance.events(stream)).doesNotContain(timedOut);
    afterMinutes(1);
    timeouts.check();
    assertThat(instance.events(stream)).endsWith(timedOut);
  }

  @Test
  void givenInstanceThatMayHaveMissedHeartbeats_whenChecked_thenItDoesNotJudge() {
    instance.liveness().caughtUpSince(START.plus(Duration.ofMinutes(5)));
    afterMinutes(11);
    timeouts.check();
    assertThat(instance.events(stream)).doesNotContain(timedOut);
    instance.liveness().caughtUpSince(null);
    afterMinutes(60);
    timeouts.check();
    assertThat(instance.events(stream)).doesNotContain(timedOut);
  }

  @Test
  void givenDoneBuild_whenChecked_thenItIsLeftAloneAndItsHeartbeatsAreDropped() {
    heartbeat();
    instance.done(updateBuild(1, 1, BuildStatus.DONE));
    assertThat(instance.liveness().lastBeat(build(1, 1))).isEmpty();
    afterMinutes(60);
    timeouts.check();
    assertThat(instance.events(stream)).doesNotContain(timedOut);
  }

  @Test
  void givenDeletedIteration_whenChecked_thenNothingIsAsked() {
    instance.done(new DeleteIteration(PROJECT, UBUNTU, fingerprint(1), false));
    int sent = instance.scripted().sent().size();
    afterMinutes(60);
    timeouts.check();
    assertThat(instance.scripted().sent()).hasSize(sent);
  }

  @Test
  void givenTimedOutBuild_whenCheckedAgain_thenTimedOutOnce() {
    afterMinutes(10);
    timeouts.check();
    timeouts.check();
    assertThat(instance.events(stream)).filteredOn(timedOut::equals).hasSize(1);
  }

  @Test
  void givenTimedOutBuild_whenItIsRevived_thenTheTimeoutCountsAnew() {
    afterMinutes(10);
    timeouts.check();
    instance.done(updateBuild(1, 1, BuildStatus.RUNNING));
    afterMinutes(9);
    timeouts.check();
    assertThat(instance.events(stream)).endsWith(buildStarted(1, 1));
    afterMinutes(1);
    timeouts.check();
    assertThat(instance.events(stream)).endsWith(timedOut);
  }
}
