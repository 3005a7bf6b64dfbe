package dev.assay.command.execution;

import static dev.assay.command.bucket.BucketFixtures.CALLER;
import static dev.assay.command.bucket.BucketFixtures.ORGANIZATION;
import static dev.assay.command.bucket.BucketFixtures.PRODUCTION_NAME;
import static dev.assay.command.bucket.BucketFixtures.PROJECT;
import static dev.assay.command.bucket.BucketFixtures.UBUNTU;
import static dev.assay.command.bucket.BucketFixtures.assign;
import static dev.assay.command.bucket.BucketFixtures.build;
import static dev.assay.command.bucket.BucketFixtures.createBucket;
import static dev.assay.command.bucket.BucketFixtures.createBuild;
import static dev.assay.command.bucket.BucketFixtures.createIteration;
import static dev.assay.command.bucket.BucketFixtures.createProduction;
import static dev.assay.command.bucket.BucketFixtures.fingerprint;
import static dev.assay.command.bucket.BucketFixtures.restrict;
import static dev.assay.command.bucket.BucketFixtures.run;
import static dev.assay.command.bucket.BucketFixtures.updateBuild;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.command.bucket.BucketCommand;
import dev.assay.command.bucket.BucketCommand.CreateBucket;
import dev.assay.command.bucket.BucketCommand.CreateIteration;
import dev.assay.command.bucket.BucketCommand.RestoreIteration;
import dev.assay.command.bucket.BucketCommand.RevokeIteration;
import dev.assay.command.execution.CommandResult.Done;
import dev.assay.command.execution.CommandResult.Refused;
import dev.assay.command.execution.CommandResult.Unchanged;
import dev.assay.events.bucket.BucketEvent.IterationRevoked;
import dev.assay.events.bucket.BucketId;
import dev.assay.events.channel.ChannelId;
import dev.assay.events.iteration.BuildStatus;
import dev.assay.events.iteration.IterationId;
import dev.assay.events.iteration.TemplateType;
import dev.assay.events.journal.Actor;
import dev.assay.events.journal.AppendOutcome;
import dev.assay.events.journal.StreamName;
import dev.assay.events.journal.memory.InMemoryLog;
import dev.assay.projections.refusal.Refusal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RequestKeyTest {

  private final StreamName stream = createBucket().stream();
  private final InMemoryLog log = Instance.log(InstantSource.system());
  private final Instance one = Instance.on(log);
  private final Instance two = Instance.on(log);

  private static Terms key(String key, String requestHash) {
    return new Terms(Condition.NONE, Optional.of(new RequestKey(key, requestHash)));
  }

  private static Terms key(String key) {
    return key(key, "a".repeat(64));
  }

  /** The same request, with the ids that the edge makes anew for each. */
  private static CreateBucket bucketWithIds(int n) {
    return new CreateBucket(
        PROJECT, UBUNTU, new BucketId("b-" + n), new ChannelId("l-" + n), "", Map.of());
  }

  private static void assertRepeats(CommandResult result, CommandResult first) {
    Done done = (Done) first;
    assertThat(result).isEqualTo(new Done(done.id(), done.position(), done.time(), true));
  }

  private static void assertRefused(CommandResult result, Class<? extends Refusal> type) {
    assertThat(result)
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.refusal()).isInstanceOf(type));
  }

  @Nested
  class Repeated {

    @Test
    void givenDone_whenRepeatedHereOrElsewhereOrLater_thenTheFirstOutcome() {
      CommandResult first = one.execute(bucketWithIds(1), key("k"));
      assertThat(((Done) first).repeated()).isFalse();
      one.done(createIteration(1));

      assertRepeats(one.execute(bucketWithIds(2), key("k")), first);
      assertRepeats(two.execute(bucketWithIds(3), key("k")), first);
      assertRepeats(Instance.on(log).execute(bucketWithIds(4), key("k")), first);
      assertThat(one.events(stream)).hasSize(3);
    }

    @Test
    void givenDone_whenAnInstanceThatIsBehindRepeatsIt_thenTheFirstOutcome() {
      two.memory().holdBack();
      CommandResult first = one.execute(bucketWithIds(1), key("k"));

      assertRepeats(two.execute(bucketWithIds(2), key("k")), first);
    }

    @Test
    void givenItsEffectBecomesKnownWhileItIsDecided_thenThatIsNoRefusal() {
      two.memory().holdBack();
      CommandResult first = one.execute(bucketWithIds(1), key("k"));
      two.scripted().afterNextLook(() -> two.memory().catchUp());

      assertRepeats(two.execute(bucketWithIds(2), key("k")), first);
      assertThat(two.scripted().sent()).isEmpty();
    }

    @Test
    void givenLaterChanges_whenRepeated_thenNotDoneAgain() {
      given();
      CommandResult first = one.execute(restrict(PRODUCTION_NAME, true), key("k"));
      one.done(restrict(PRODUCTION_NAME, false));

      assertRepeats(two.execute(restrict(PRODUCTION_NAME, true), key("k")), first);
    }

    @Test
    void givenAnotherRequest_whenTheKeyIsReused_thenRefusedAlsoByAnInstanceThatIsBehind() {
      two.memory().holdBack();
      one.execute(bucketWithIds(1), key("k"));

      assertRefused(
          one.execute(bucketWithIds(2), key("k", "b".repeat(64))), Refusal.KeyReused.class);
      assertRefused(
          two.execute(bucketWithIds(3), key("k", "b".repeat(64))), Refusal.KeyReused.class);
    }

    @Test
    void givenAnotherCaller_whenSameKey_thenAKeyOfItsOwn() {
      Caller other =
          new Caller(
              ORGANIZATION,
              new Actor("p-other", "other", Actor.Kind.SERVICE_PRINCIPAL),
              CALLER.request());
      one.execute(bucketWithIds(1), key("k"));

      assertThat(
              one.service().commands().execute(createIteration(1), other, key("k", "b".repeat(64))))
          .isInstanceOf(Done.class);
    }

    @Test
    void givenNoKey_thenNothingIsRepeated() {
      one.done(bucketWithIds(1));

      assertRefused(one.execute(bucketWithIds(2)), Refusal.AlreadyExists.class);
    }
  }

  @Nested
  class NotRemembered {

    @Test
    void givenRefusal_whenTheReasonIsGone_thenDone() {
      assertRefused(one.execute(createIteration(1), key("k")), Refusal.NotFound.class);
      one.done(createBucket());

      assertThat(one.execute(createIteration(1), key("k"))).isInstanceOf(Done.class);
    }

    @Test
    void givenRefusal_whenAnotherRequestUsesItsKey_thenDone() {
      assertRefused(one.execute(createIteration(1), key("k")), Refusal.NotFound.class);

      assertThat(one.execute(createBucket(), key("k", "b".repeat(64)))).isInstanceOf(Done.class);
    }

    @Test
    void givenNothingChanged_whenItWouldChangeSomethingNow_thenDone() {
      given();
      assertThat(one.execute(restrict(PRODUCTION_NAME, false), key("k")))
          .isInstanceOf(Unchanged.class);
      one.done(restrict(PRODUCTION_NAME, true));

      assertThat(one.execute(restrict(PRODUCTION_NAME, false), key("k"))).isInstanceOf(Done.class);
    }
  }

  @Nested
  class Unknown {

    @Test
    void givenItHappened_whenAskedAgain_thenTheFirstOutcome() {
      one.scripted().beforeNextAppend(() -> one.memory().append(one.scripted().sent().getLast()));
      one.scripted().answering(new AppendOutcome.Unknown("broker away"));
      assertRefused(one.execute(bucketWithIds(1), key("k")), Refusal.OutcomeUnknown.class);

      Done done = (Done) two.execute(bucketWithIds(2), key("k"));

      assertThat(done.repeated()).isTrue();
      assertThat(one.events(stream)).hasSize(2);
    }

    @Test
    void givenItDidNotHappen_whenAskedAgain_thenDone() {
      one.scripted().answering(new AppendOutcome.Unknown("broker away"));
      assertRefused(one.execute(bucketWithIds(1), key("k")), Refusal.OutcomeUnknown.class);

      assertThat(((Done) one.execute(bucketWithIds(2), key("k"))).repeated()).isFalse();
    }

    @Test
    void givenItHappensAfterItWasAskedAgain_thenItIsVoid() {
      one.scripted().answering(new AppendOutcome.Unknown("broker away"));
      one.execute(bucketWithIds(1), key("k"));
      var late = one.scripted().sent().getLast();
      Done second = (Done) two.execute(bucketWithIds(2), key("k"));

      assertThat(one.memory().append(late))
          .isEqualTo(new AppendOutcome.Accepted(second.position(), second.time(), true));
      assertThat(one.events(stream)).hasSize(2);
    }
  }

  @Nested
  class AtOnce {

    @Test
    void givenManyDuplicatesOnTwoInstances_thenOneIsExecutedAndAllGetItsOutcome() throws Exception {
      one.done(createBucket());
      for (int round = 1; round <= 50; round++) {
        String key = "k-" + round;
        List<Callable<CommandResult>> duplicates = new ArrayList<>();
        for (int n = 0; n < 6; n++) {
          Instance instance = n % 2 == 0 ? one : two;
          BucketCommand command =
              new CreateIteration(
                  PROJECT,
                  UBUNTU,
                  new IterationId("i-" + round + "-" + n),
                  fingerprint(round),
                  TemplateType.UNSET);
          duplicates.add(() -> instance.execute(command, key(key)));
        }
        List<CommandResult> results = Together.run(duplicates);

        assertThat(results).allSatisfy(each -> assertThat(each).isInstanceOf(Done.class));
        assertThat(results.stream().map(each -> ((Done) each).position()).distinct()).hasSize(1);
        assertThat(results.stream().filter(each -> !((Done) each).repeated()))
            .as("round %s: %s", round, results)
            .hasSize(1);
      }
      assertThat(one.events(stream)).hasSize(2 + 50);
    }
  }

  @Nested
  class Cascades {

    private final RevokeIteration revoke =
        new RevokeIteration(PROJECT, UBUNTU, fingerprint(1), null, "why", false, false);

    @Test
    void givenRevoked_whenRepeatedAfterARestore_thenItStaysRestored() {
      given();
      CommandResult first = one.execute(revoke, key("k"));
      one.done(new RestoreIteration(PROJECT, UBUNTU, fingerprint(1)));

      assertRepeats(two.execute(revoke, key("k")), first);
      assertThat(one.events(stream)).filteredOn(IterationRevoked.class::isInstance).hasSize(1);
    }

    @Test
    void givenConflict_whenItHoldsOthersOff_thenStillDoneOnce() {
      given();
      one.scripted().answering(new AppendOutcome.Conflict("moved"));

      CommandResult first = one.execute(revoke, key("k"));

      assertRepeats(two.execute(revoke, key("k")), first);
      assertThat(two.execute(createIteration(7))).isInstanceOf(Done.class);
    }
  }

  @Nested
  class Heartbeats {

    @Test
    void givenHeartbeatsUnderKeys_thenEachIsHeardAlsoWhereItIsARepetition() {
      one.done(createBucket());
      one.done(createIteration(1));
      one.done(createBuild(1, 1, BuildStatus.UNSET, run("run-1")));
      BucketCommand running = updateBuild(1, 1, BuildStatus.RUNNING);

      assertThat(one.execute(running, key("start"))).isInstanceOf(Done.class);
      assertThat(one.liveness().lastBeat(build(1, 1))).isEmpty();
      assertThat(one.execute(running, key("start"))).isInstanceOf(Done.class);
      assertThat(one.liveness().lastBeat(build(1, 1))).isPresent();
      one.liveness().forget(build(1, 1));
      assertThat(one.execute(running, key("beat"))).isInstanceOf(Unchanged.class);
      assertThat(one.liveness().lastBeat(build(1, 1))).isPresent();
    }

    @Test
    void givenTheEndOfABuildComesAgain_thenWhatWasHeardSinceIsKept() {
      one.done(createBucket());
      one.done(createIteration(1));
      one.done(createBuild(1, 1, BuildStatus.RUNNING, run("run-1")));
      BucketCommand failed = updateBuild(1, 1, BuildStatus.FAILED);
      one.execute(failed, key("end"));
      one.liveness().beat(build(1, 1), Instant.EPOCH);

      one.execute(failed, key("end"));

      assertThat(one.liveness().lastBeat(build(1, 1))).isPresent();
    }
  }

  @Nested
  class WithACondition {

    @Test
    void givenDone_whenRepeated_thenTheConditionIsNotAskedAgain() {
      given();
      int before = one.events(stream).size();
      Terms holds =
          new Terms(
              position ->
                  one.events(stream).size() > before
                      ? Optional.of(new Refusal.FailedPrecondition("moved"))
                      : Optional.empty(),
              key("k").key());

      CommandResult first = one.execute(assign(PRODUCTION_NAME, 1), holds);

      assertRepeats(one.execute(assign(PRODUCTION_NAME, 1), holds), first);
    }
  }

  private void given() {
    one.done(createBucket());
    one.done(createProduction());
    one.done(createIteration(1));
    one.done(createBuild(1, 1, BuildStatus.DONE, run("run-1")));
  }
}
