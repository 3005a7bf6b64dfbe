package dev.assay.command.execution;

import static dev.assay.command.bucket.BucketFixtures.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.command.bucket.BucketCommand;
import dev.assay.command.bucket.BucketCommand.DeleteBucket;
import dev.assay.command.execution.CommandResult.Done;
import dev.assay.command.execution.CommandResult.Refused;
import dev.assay.command.execution.CommandResult.Unchanged;
import dev.assay.events.iteration.BuildStatus;
import dev.assay.events.journal.AppendOutcome;
import dev.assay.events.journal.Commit;
import dev.assay.events.journal.Expectation;
import dev.assay.events.journal.JournalUnavailableException;
import dev.assay.events.journal.StreamName;
import dev.assay.projections.refusal.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CommitTest {

  private final Instance instance = Instance.alone();
  private final StreamName stream = createBucket().stream();

  private void given(BucketCommand... commands) {
    for (BucketCommand command : commands) {
      instance.done(command);
    }
  }

  @Nested
  class OneUnitOfWork {

    @Test
    void givenNothing_whenDecided_thenOneCommitSaysWhoAndWhatAndOnWhatItRests() {
      Done done = instance.done(createBucket());

      Commit sent = instance.scripted().sent().getFirst();
      assertThat(sent.organization()).isEqualTo(ORGANIZATION);
      assertThat(sent.actor()).isEqualTo(CALLER.actor());
      assertThat(sent.request()).isEqualTo(CALLER.request());
      assertThat(sent.cause()).isEqualTo("CreateBucket");
      assertThat(sent.at().getNano() % 1_000_000).isZero();
      assertThat(sent.appends()).hasSize(1);
      assertThat(sent.appends().getFirst().firstSequence()).isZero();
      assertThat(sent.appends().getFirst().events())
          .isEqualTo(List.of(bucketCreated(), latestCreated()));
      assertThat(sent.expects())
          .containsExactly(new Expectation(StreamName.cascade(ORGANIZATION), -1));
      assertThat(done.position()).isEqualTo(instance.memory().reached());
    }

    @Test
    void givenRunningBuild_whenLastBuildIsDone_thenCompletionAndLatestAreInTheSameCommit() {
      given(createBucket(), createIteration(1), createBuild(1, 1));

      instance.done(updateBuild(1, 1, BuildStatus.DONE));

      assertThat(instance.scripted().sent().getLast().appends().getFirst().events())
          .isEqualTo(List.of(buildFinished(1, 1), published(1, 1), latestAt(1, null)));
    }

    @Test
    void givenSameCommandTwice_whenRepeated_thenNothingIsSent() {
      given(createBucket(), createIteration(1));
      int sent = instance.scripted().sent().size();

      assertThat(instance.execute(createIteration(1))).isInstanceOf(Unchanged.class);
      assertThat(instance.scripted().sent()).hasSize(sent);
    }

    @Test
    void givenDeletedBucket_whenMadeAgain_thenStreamGoesOn() {
      given(createBucket(), new DeleteBucket(PROJECT, UBUNTU), createBucket());

      assertThat(instance.scripted().sent().getLast().appends().getFirst().firstSequence())
          .isEqualTo(3);
    }
  }

  @Nested
  class Outcomes {

    @Test
    void givenConflict_whenDecidedAgain_thenDoneUnderTheSameId() {
      given(createBucket());
      instance.scripted().answering(new AppendOutcome.Conflict("moved"));

      assertThat(instance.execute(createIteration(1))).isInstanceOf(Done.class);
      assertThat(ids()).hasSize(1);
    }

    @Test
    void givenExpiredCommit_whenSentAgain_thenDoneUnderTheSameIdWithATimeOfItsOwn() {
      given(createBucket());
      instance.scripted().answering(new AppendOutcome.Expired("late"));

      assertThat(instance.execute(createIteration(1))).isInstanceOf(Done.class);
      assertThat(ids()).hasSize(1);
    }

    @Test
    void givenEndlessConflicts_whenDecided_thenUnavailable() {
      given(createBucket());
      for (int i = 0; i < Instance.SETTINGS.maxAttempts(); i++) {
        instance.scripted().answering(new AppendOutcome.Conflict("moved"));
      }

      refused(Refusal.Unavailable.class, "changed by others in each of 50 attempts");
    }

    @Test
    void givenJournalThatRefuses_whenDecided_thenUnavailableAndNothingIsRemembered() {
      given(createBucket());
      instance.scripted().answering(new AppendOutcome.Refused("stream: quarantined"));

      refused(Refusal.Unavailable.class, "quarantined");
      assertThat(instance.execute(createIteration(1))).isInstanceOf(Done.class);
      assertThat(instance.events(stream))
          .containsExactly(bucketCreated(), latestCreated(), iterationCreated(1));
    }

    @Test
    void givenCommitThatCanNeverBeSent_whenDecided_thenFailedPrecondition() {
      given(createBucket());
      instance.scripted().answering(new AppendOutcome.Refused("commit: too large", true));

      refused(Refusal.FailedPrecondition.class, "too large");
    }

    @Test
    void givenUnknownOutcome_whenDecided_thenOutcomeUnknownAndNothingIsRemembered() {
      given(createBucket());
      instance.scripted().answering(new AppendOutcome.Unknown("broker away"));

      refused(Refusal.OutcomeUnknown.class, "broker away");
      assertThat(instance.execute(createIteration(1))).isInstanceOf(Done.class);
    }

    @Test
    void givenAcceptedBefore_whenSentAgain_thenDoneThereAndStateIsReadAnew() {
      given(createBucket());
      instance.scripted().answering(new AppendOutcome.Accepted(7, Instant.EPOCH, true));

      assertThat(instance.execute(createIteration(1)))
          .isInstanceOfSatisfying(
              Done.class,
              done -> {
                assertThat(done.position()).isEqualTo(7);
                assertThat(done.time()).isEqualTo(Instant.EPOCH);
                assertThat(done.repeated()).isTrue();
              });
      assertThat(instance.execute(createIteration(1))).isInstanceOf(Done.class);
      assertThat(instance.events(stream)).contains(iterationCreated(1));
    }

    @Test
    void givenEndIsNotKnown_whenRefused_thenUnavailableInstead() {
      instance
          .scripted()
          .end(() -> {
            throw new JournalUnavailableException("broker away");
          });

      refused(Refusal.Unavailable.class, "broker away");
    }

    private void refused(Class<? extends Refusal> type, String saying) {
      assertThat(instance.execute(createIteration(1)))
          .isInstanceOfSatisfying(
              Refused.class,
              refused -> {
                assertThat(refused.refusal()).isInstanceOf(type);
                assertThat(refused.refusal().message()).contains(saying);
              });
    }

    private List<Object> ids() {
      List<Commit> sent = new ArrayList<>(instance.scripted().sent());
      return sent.stream()
          .filter(commit -> commit.cause().equals("CreateIteration"))
          .<Object>map(Commit::id)
          .distinct()
          .toList();
    }
  }
}
