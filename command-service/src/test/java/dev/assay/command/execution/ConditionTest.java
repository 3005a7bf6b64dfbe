package dev.assay.command.execution;

import static dev.assay.command.bucket.BucketFixtures.PRODUCTION_NAME;
import static dev.assay.command.bucket.BucketFixtures.PROJECT;
import static dev.assay.command.bucket.BucketFixtures.UBUNTU;
import static dev.assay.command.bucket.BucketFixtures.assign;
import static dev.assay.command.bucket.BucketFixtures.createBucket;
import static dev.assay.command.bucket.BucketFixtures.createBuild;
import static dev.assay.command.bucket.BucketFixtures.createIteration;
import static dev.assay.command.bucket.BucketFixtures.createProduction;
import static dev.assay.command.bucket.BucketFixtures.restrict;
import static dev.assay.command.bucket.BucketFixtures.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.command.bucket.BucketCommand.CreateBucket;
import dev.assay.command.bucket.BucketCommand.CreateChannel;
import dev.assay.command.bucket.BucketCommand.DeleteBucket;
import dev.assay.command.bucket.BucketCommand.DeleteChannel;
import dev.assay.command.bucket.BucketCommand.RevokeIteration;
import dev.assay.command.bucket.BucketFixtures;
import dev.assay.command.execution.CommandResult.Done;
import dev.assay.command.execution.CommandResult.Refused;
import dev.assay.command.execution.CommandResult.Unchanged;
import dev.assay.events.bucket.BucketEvent.ChannelAssigned;
import dev.assay.events.bucket.BucketId;
import dev.assay.events.channel.ChannelId;
import dev.assay.events.iteration.BuildStatus;
import dev.assay.events.journal.StreamName;
import dev.assay.events.journal.memory.InMemoryLog;
import dev.assay.projections.channel.ChannelRecord;
import dev.assay.projections.fixtures.Callers;
import dev.assay.projections.records.JournalRecords;
import dev.assay.projections.records.RecordSource;
import dev.assay.projections.refusal.Refusal;
import dev.assay.projections.wire.Answers.ChannelAnswer;
import dev.assay.projections.wire.Audience;
import dev.assay.projections.wire.Channel;
import dev.assay.projections.wire.EntityTag;
import dev.assay.projections.wire.Tagged;
import dev.assay.projections.wire.WireAnswers;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class ConditionTest {

  private static final int ROUNDS = 60;
  private static final int WRITERS = 6;

  private final StreamName stream = createBucket().stream();
  private final InMemoryLog log = Instance.log(InstantSource.system());
  private final Instance one = Instance.on(log);
  private final Instance two = Instance.on(log);

  private void given(int iterations) {
    one.done(createBucket());
    one.done(createProduction());
    for (int n = 1; n <= iterations; n++) {
      one.done(createIteration(n));
      one.done(createBuild(n, 1, BuildStatus.DONE, run("run-" + n)));
    }
  }

  private static Optional<Tagged<Channel>> production(RecordSource records) {
    WireAnswers wire = new WireAnswers(records, Audience.writing(Callers.owner()), Instant.EPOCH);
    return records
        .bucket(PROJECT, UBUNTU)
        .flatMap(bucket -> {
          Optional<ChannelRecord> channel = records.channel(bucket.id(), PRODUCTION_NAME);
          return channel.map(found -> wire.taggedChannel(bucket, found));
        });
  }

  private EntityTag tag() {
    JournalRecords records = new JournalRecords(one.memory(), JournalRecords.Bounds.DEFAULT);
    return production(records.at(one.memory().end())).orElseThrow().tag();
  }

  /** That the channel has this tag, asked of what an instance has read. */
  private static Terms ifTag(Instance instance, EntityTag expected) {
    JournalRecords records = new JournalRecords(instance.memory(), JournalRecords.Bounds.DEFAULT);
    Condition condition =
        position ->
            production(records.at(position))
                .filter(present -> !present.tag().equals(expected))
                .map(present ->
                    new Refusal.ConditionNotMet(
                        "no", present.tag().toString(), new ChannelAnswer(present.shown())));
    return new Terms(condition, Optional.empty());
  }

  private static void assertNotMet(CommandResult result, EntityTag present) {
    assertThat(result)
        .isInstanceOfSatisfying(
            Refused.class,
            refused ->
                assertThat(refused.refusal())
                    .isInstanceOfSatisfying(
                        Refusal.ConditionNotMet.class,
                        notMet -> assertThat(notMet.tag()).isEqualTo(present.toString())));
  }

  @Test
  void givenConditionThatHolds_whenAssigned_thenDone() {
    given(1);

    assertThat(one.execute(assign(PRODUCTION_NAME, 1), ifTag(one, tag()))).isInstanceOf(Done.class);
  }

  @Test
  void givenTheChannelHasMoved_whenAssigned_thenRefusedWithWhatItIsNowAndNothingIsAppended() {
    given(2);
    EntityTag before = tag();
    one.done(assign(PRODUCTION_NAME, 1));
    int sent = one.scripted().sent().size();

    assertNotMet(one.execute(assign(PRODUCTION_NAME, 2), ifTag(one, before)), tag());
    assertThat(one.scripted().sent()).hasSize(sent);
  }

  @Test
  void givenItsVersionWasRevokedMeanwhile_whenAssigned_thenRefused() {
    given(2);
    one.done(assign(PRODUCTION_NAME, 1));
    EntityTag before = tag();
    one.done(
        new RevokeIteration(
            PROJECT, UBUNTU, BucketFixtures.fingerprint(1), null, "why", false, true));

    assertNotMet(one.execute(assign(PRODUCTION_NAME, 2), ifTag(one, before)), tag());
  }

  @Test
  void givenConditionThatHolds_whenNothingWouldChange_thenUnchanged() {
    given(1);
    one.done(assign(PRODUCTION_NAME, 1));

    assertThat(one.execute(assign(PRODUCTION_NAME, 1), ifTag(one, tag())))
        .isInstanceOf(Unchanged.class);
  }

  @Test
  void givenNoSuchChannel_whenDeletedOnACondition_thenNotFound() {
    one.done(createBucket());

    assertThat(
            one.execute(
                new DeleteChannel(PROJECT, UBUNTU, PRODUCTION_NAME),
                ifTag(one, new EntityTag("x", 1))))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> assertThat(refused.refusal()).isInstanceOf(Refusal.NotFound.class));
  }

  @Test
  void givenTheBucketWasMadeAgain_whenTheOldTagIsAsked_thenRefused() {
    given(0);
    EntityTag old = tag();
    one.done(new DeleteBucket(PROJECT, UBUNTU));
    one.done(
        new CreateBucket(
            PROJECT, UBUNTU, new BucketId("again"), new ChannelId("again-l"), "", Map.of()));
    one.done(
        new CreateChannel(PROJECT, UBUNTU, new ChannelId("again-p"), PRODUCTION_NAME, null, false));

    assertNotMet(one.execute(restrict(PRODUCTION_NAME, true), ifTag(one, old)), tag());
  }

  @Test
  void givenInstanceThatIsBehind_whenItWouldRefuse_thenItAsksAgainOfTheTruth() {
    given(2);
    two.memory().end();
    two.memory().holdBack();
    one.done(assign(PRODUCTION_NAME, 1));

    assertThat(two.execute(assign(PRODUCTION_NAME, 2), ifTag(two, tag()))).isInstanceOf(Done.class);
  }

  @Test
  void givenInstanceThatIsBehind_whenOthersCameFirst_thenItsCommitIsVoidAndTheConditionFails() {
    given(2);
    EntityTag before = tag();
    two.memory().end();
    two.memory().holdBack();
    one.done(assign(PRODUCTION_NAME, 1));

    assertNotMet(two.execute(assign(PRODUCTION_NAME, 2), ifTag(two, before)), tag());
  }

  @Test
  void givenManyWriters_whenAllWaitForTheSameState_thenExactlyOneWins() throws Exception {
    given(WRITERS);
    int wins = 0;
    for (int round = 0; round < ROUNDS; round++) {
      EntityTag now = tag();
      List<Callable<CommandResult>> writers = new ArrayList<>();
      for (int n = 1; n <= WRITERS; n++) {
        Instance instance = n % 2 == 0 ? one : two;
        int version = n;
        writers.add(() -> instance.execute(assign(PRODUCTION_NAME, version), ifTag(instance, now)));
      }
      List<CommandResult> results = Together.run(writers);
      long done = results.stream().filter(Done.class::isInstance).count();
      long unchanged = results.stream().filter(Unchanged.class::isInstance).count();
      assertThat(done).as("round %s: %s", round, results).isEqualTo(1);
      assertThat(unchanged).as("round %s: %s", round, results).isLessThanOrEqualTo(1);
      wins += (int) done;
    }
    assertThat(one.events(stream).stream().filter(ConditionTest::movesProduction)).hasSize(wins);
  }

  private static boolean movesProduction(Object event) {
    return event instanceof ChannelAssigned assigned
        && assigned.channelId().equals(BucketFixtures.PRODUCTION);
  }
}
