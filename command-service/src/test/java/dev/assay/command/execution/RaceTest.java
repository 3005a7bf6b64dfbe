package dev.assay.command.execution;

import static dev.assay.command.bucket.BucketFixtures.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.command.bucket.BucketCommand;
import dev.assay.command.execution.CommandResult.Done;
import dev.assay.command.execution.CommandResult.Refused;
import dev.assay.events.bucket.BucketEvent.IterationPublished;
import dev.assay.events.iteration.BuildStatus;
import dev.assay.events.journal.StreamName;
import dev.assay.events.journal.memory.InMemoryLog;
import dev.assay.projections.refusal.Refusal;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RaceTest {

  private static final int ROUNDS = 50;

  private final StreamName stream = createBucket().stream();

  @Nested
  class LastBuilds {

    @Test
    void givenTwoLastBuilds_whenTwoInstancesFinishThemAtOnce_thenCompletedExactlyOnce()
        throws Exception {
      InMemoryLog log = Instance.log(InstantSource.system());
      race(Instance.on(log), Instance.on(log));
    }

    @Test
    void givenTwoLastBuilds_whenTwoThreadsFinishThemAtOnce_thenCompletedExactlyOnce()
        throws Exception {
      Instance instance = Instance.alone();
      race(instance, instance);
    }

    private void race(Instance one, Instance two) throws Exception {
      one.done(createBucket());
      for (int round = 1; round <= ROUNDS; round++) {
        one.done(createIteration(round));
        one.done(createBuild(round, 1));
        one.done(createBuild(round, 2));
        atOnce(
            List.of(one, two),
            List.of(
                updateBuild(round, 1, BuildStatus.DONE, artifacts(artifact(1))),
                updateBuild(round, 2, BuildStatus.DONE, artifacts(artifact(2)))));
      }
      assertThat(one.events(stream))
          .filteredOn(IterationPublished.class::isInstance)
          .extracting(event -> ((IterationPublished) event).number())
          .containsExactlyElementsOf(IntStream.rangeClosed(1, ROUNDS).boxed().toList());
      assertThat(two.events(stream)).isEqualTo(one.events(stream));
    }

    private void atOnce(List<Instance> instances, List<BucketCommand> commands) throws Exception {
      CyclicBarrier start = new CyclicBarrier(instances.size());
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Future<CommandResult>> results = new ArrayList<>();
        for (int i = 0; i < instances.size(); i++) {
          Instance instance = instances.get(i);
          BucketCommand command = commands.get(i);
          results.add(
              threads.submit(() -> {
                start.await();
                return instance.execute(command);
              }));
        }
        for (Future<CommandResult> result : results) {
          assertThat(result.get()).isInstanceOf(Done.class);
        }
      }
    }
  }

  @Nested
  class Staleness {

    private final InMemoryLog log = Instance.log(InstantSource.system());
    private final Instance one = Instance.on(log);
    private final Instance two = Instance.on(log);

    @Test
    void givenInstanceThatIsBehind_whenItWouldRefuse_thenItDecidesAgainOnTheTruth() {
      one.done(createBucket());
      one.done(createProduction());
      two.memory().holdBack();
      one.done(createIteration(1));
      one.done(createBuild(1, 1, BuildStatus.DONE, run("run-1")));

      assertThat(two.execute(assign(PRODUCTION_NAME, 1))).isInstanceOf(Done.class);
    }

    @Test
    void givenInstanceThatIsBehind_whenNothingWouldChange_thenItDecidesAgainOnTheTruth() {
      one.done(createBucket());
      one.done(createProduction());
      two.memory().holdBack();
      one.done(restrict(PRODUCTION_NAME, true));

      assertThat(two.execute(restrict(PRODUCTION_NAME, false))).isInstanceOf(Done.class);
    }

    @Test
    void givenInstanceThatIsBehind_whenRefusedOnTheTruthToo_thenRefused() {
      two.memory().holdBack();
      one.done(createBucket());

      assertThat(two.execute(assign(PRODUCTION_NAME, 1)))
          .isInstanceOfSatisfying(
              Refused.class,
              refused ->
                  assertThat(refused.refusal())
                      .isEqualTo(
                          new Refusal.NotFound(
                              "channel: production (expected: the name of a channel of bucket"
                                  + " ubuntu)")));
    }

    @Test
    void givenInstanceThatIsBehind_whenItAppends_thenConflictIsDecidedAgain() {
      one.done(createBucket());
      assertThat(two.execute(createIteration(1))).isInstanceOf(Done.class);
      two.memory().holdBack();
      one.done(createIteration(2));

      assertThat(two.execute(createIteration(3))).isInstanceOf(Done.class);
      assertThat(two.scripted().sent())
          .filteredOn(commit -> commit.appends().getFirst().events().contains(iterationCreated(3)))
          .hasSize(2);
      assertThat(one.events(stream))
          .endsWith(iterationCreated(1), iterationCreated(2), iterationCreated(3));
    }

    @Test
    void givenCachedBucket_whenOthersChangedIt_thenItIsToppedUp() {
      one.done(createBucket());
      two.done(createIteration(1));
      one.done(createIteration(2));
      two.done(createIteration(3));

      assertThat(one.execute(createIteration(1))).isInstanceOf(CommandResult.Unchanged.class);
      assertThat(one.execute(createIteration(3))).isInstanceOf(CommandResult.Unchanged.class);
      assertThat(one.events(stream)).hasSize(5);
    }
  }
}
