package dev.assay.command.iteration;

import static dev.assay.command.bucket.BucketFixtures.*;

import dev.assay.command.bucket.BucketCommand.BuildDetails;
import dev.assay.command.bucket.BucketCommand.CreateBuild;
import dev.assay.command.bucket.BucketCommand.DeleteBuild;
import dev.assay.command.bucket.BucketCommand.TimeOutBuild;
import dev.assay.command.bucket.BucketScenario;
import dev.assay.events.bucket.BucketEvent.ArtifactsRecorded;
import dev.assay.events.bucket.BucketEvent.BuildCancelled;
import dev.assay.events.bucket.BucketEvent.BuildDeleted;
import dev.assay.events.bucket.BucketEvent.BuildDescribed;
import dev.assay.events.bucket.BucketEvent.BuildFailed;
import dev.assay.events.bucket.BucketEvent.BuildTimedOut;
import dev.assay.events.iteration.Artifact;
import dev.assay.events.iteration.BuildId;
import dev.assay.events.iteration.BuildStatus;
import dev.assay.projections.refusal.Refusal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BuildTest {

  private final BucketScenario iteration =
      BucketScenario.given(emptyBucket()).and(iterationCreated(1));

  private BucketScenario registered() {
    return iteration.and(buildCreated(1, 1));
  }

  private BucketScenario running() {
    return registered().and(buildStarted(1, 1));
  }

  private BucketScenario done() {
    return BucketScenario.given(emptyBucket()).and(complete(1));
  }

  @Nested
  class Create {

    @Test
    void givenIteration_whenRegistered_thenIsThere() {
      iteration.when(createBuild(1, 1)).then(buildCreated(1, 1));
    }

    @Test
    void givenIteration_whenCreatedRunning_thenRuns() {
      iteration
          .when(createBuild(1, 1, BuildStatus.RUNNING, run("run-1")))
          .then(buildCreated(1, 1), buildStarted(1, 1));
    }

    @Test
    void givenIteration_whenCreatedDone_thenCompletesIt() {
      iteration
          .when(createBuild(1, 1, BuildStatus.DONE, run("run-1")))
          .then(buildCreated(1, 1), buildFinished(1, 1), published(1, 1), latestAt(1, null));
    }

    @Test
    void givenIteration_whenDescribedAtOnce_thenDetailsAreKept() {
      iteration
          .when(
              createBuild(
                  1,
                  1,
                  BuildStatus.UNSET,
                  new BuildDetails(
                      "run-1",
                      "aws",
                      Map.of("a", "b"),
                      null,
                      null,
                      null,
                      List.of(artifact(1)),
                      "{}")))
          .then(
              buildCreated(1, 1),
              new BuildDescribed(
                  BUCKET, iteration(1), build(1, 1), null, "aws", Map.of("a", "b"), null, "{}"),
              new ArtifactsRecorded(BUCKET, iteration(1), build(1, 1), List.of(artifact(1))));
    }

    @Test
    void givenNoSuchIteration_whenCreated_thenNotFound() {
      iteration
          .when(createBuild(2, 1))
          .thenRefused(Refusal.NotFound.class, "(fingerprint: fp-2) does not exist");
    }

    @Test
    void givenCompleteIteration_whenBuildIsAdded_thenFailedPrecondition() {
      done()
          .when(createBuild(1, 2))
          .thenRefused(Refusal.FailedPrecondition.class, "fp-1", "complete");
    }

    @Test
    void givenBuildOfComponent_whenAnotherIsRegistered_thenAlreadyExists() {
      registered()
          .when(
              new CreateBuild(
                  PROJECT,
                  UBUNTU,
                  fingerprint(1),
                  new BuildId("other"),
                  "amazon-ebs.image1",
                  BuildStatus.UNSET,
                  run("run-1")))
          .thenRefused(Refusal.AlreadyExists.class, "component_type: amazon-ebs.image1");
    }

    @Test
    void givenBuild_whenSameCommandIsRepeated_thenNothing() {
      registered().when(createBuild(1, 1)).thenNothing();
    }

    @Test
    void givenIteration_whenSourceIsGivenWithoutParent_thenInvalidArgument() {
      iteration
          .when(createBuild(1, 1, BuildStatus.UNSET, source("ami-0")))
          .thenRefused(Refusal.InvalidArgument.class, "source_external_identifier: ami-0");
    }

    @Test
    void givenIteration_whenParentChannelIsGivenWithoutParent_thenInvalidArgument() {
      iteration
          .when(
              createBuild(
                  1,
                  1,
                  BuildStatus.UNSET,
                  new BuildDetails(null, null, Map.of(), null, null, LATEST, List.of(), null)))
          .thenRefused(Refusal.InvalidArgument.class, "parent_channel_id: channel-latest");
    }
  }

  @Nested
  class Update {

    @Test
    void givenNoSuchIteration_whenUpdated_thenNotFound() {
      iteration
          .when(updateBuild(2, 1, BuildStatus.RUNNING))
          .thenRefused(Refusal.NotFound.class, "(fingerprint: fp-2) does not exist");
    }

    @Test
    void givenNoSuchBuild_whenUpdated_thenNotFound() {
      iteration
          .when(updateBuild(1, 1, BuildStatus.RUNNING))
          .thenRefused(Refusal.NotFound.class, "build: build-1-1");
    }

    @Test
    void givenRegisteredBuild_whenRunning_thenStarts() {
      registered().when(updateBuild(1, 1, BuildStatus.RUNNING)).then(buildStarted(1, 1));
    }

    @Test
    void givenRunningBuild_whenHeartbeat_thenNothing() {
      running().when(updateBuild(1, 1, BuildStatus.RUNNING, run("run-1"))).thenNothing();
    }

    @Test
    void givenDescribedBuild_whenHeartbeatWithoutLabelsAndArtifacts_thenTheyAreKept() {
      running()
          .and(described(null, "aws", Map.of("a", "b")))
          .and(new ArtifactsRecorded(BUCKET, iteration(1), build(1, 1), List.of(artifact(1))))
          .when(updateBuild(1, 1, BuildStatus.RUNNING))
          .thenNothing();
    }

    @Test
    void givenOnlyBuild_whenDone_thenIterationCompletesAndLatestFollows() {
      running()
          .when(updateBuild(1, 1, BuildStatus.DONE, artifacts(artifact(1), artifact(2))))
          .then(
              new ArtifactsRecorded(
                  BUCKET, iteration(1), build(1, 1), List.of(artifact(1), artifact(2))),
              buildFinished(1, 1),
              published(1, 1),
              latestAt(1, null));
    }

    @Test
    void givenAnotherUnfinishedBuild_whenDone_thenIterationStaysIncomplete() {
      running()
          .and(buildCreated(1, 2))
          .when(updateBuild(1, 1, BuildStatus.DONE))
          .then(buildFinished(1, 1));
    }

    @Test
    void givenAllOthersDone_whenLastIsDone_thenIterationCompletes() {
      running()
          .and(buildCreated(1, 2), buildFinished(1, 2))
          .when(updateBuild(1, 1, BuildStatus.DONE))
          .then(buildFinished(1, 1), published(1, 1), latestAt(1, null));
    }

    @ParameterizedTest
    @EnumSource(
        value = BuildStatus.class,
        names = {"RUNNING", "FAILED", "CANCELLED"})
    void givenDoneBuild_whenLateSign_thenNothing(BuildStatus late) {
      done().when(updateBuild(1, 1, late, run("another-run"))).thenNothing();
    }

    @Test
    void givenDoneBuild_whenDoneAgainWithSameValues_thenNothing() {
      done()
          .and(new ArtifactsRecorded(BUCKET, iteration(1), build(1, 1), List.of(artifact(1))))
          .when(updateBuild(1, 1, BuildStatus.DONE, artifacts(artifactAgain(1))))
          .thenNothing();
    }

    @Test
    void givenDoneBuild_whenDoneAgainWithOtherArtifacts_thenFailedPrecondition() {
      done()
          .when(updateBuild(1, 1, BuildStatus.DONE, artifacts(artifact(9))))
          .thenRefused(Refusal.FailedPrecondition.class, "build-1-1 is done");
    }

    @Test
    void givenDoneBuild_whenLabelsChangeLate_thenFailedPrecondition() {
      done()
          .when(updateBuild(1, 1, null, labels(Map.of("late", "yes"))))
          .thenRefused(Refusal.FailedPrecondition.class, "build-1-1 is done");
    }

    @Test
    void givenDoneBuildOfAPlatform_whenFailedArrivesWithAnother_thenFailedPrecondition() {
      done()
          .and(described(null, "aws", null))
          .when(updateBuild(1, 1, BuildStatus.FAILED, platform("gcp")))
          .thenRefused(Refusal.FailedPrecondition.class, "build-1-1 is done");
    }

    @Test
    void givenPlatform_whenAnotherIsGiven_thenAlreadyExists() {
      running()
          .and(described(null, "aws", null))
          .when(updateBuild(1, 1, BuildStatus.DONE, platform("gcp")))
          .thenRefused(Refusal.AlreadyExists.class, "platform: gcp (expected: aws");
    }

    @Test
    void givenPlatform_whenSameIsGiven_thenNothing() {
      running()
          .and(described(null, "aws", null))
          .when(updateBuild(1, 1, null, platform("aws")))
          .thenNothing();
    }

    @Test
    void givenArtifactsWithoutStatus_whenUpdated_thenStatusIsKept() {
      registered()
          .when(updateBuild(1, 1, BuildStatus.UNSET, artifacts(nameless(1))))
          .then(new ArtifactsRecorded(BUCKET, iteration(1), build(1, 1), List.of(nameless(1))));
    }

    @Test
    void givenEqualArtifacts_whenRecorded_thenBothAreKept() {
      registered()
          .when(updateBuild(1, 1, null, artifacts(nameless(1), nameless(2))))
          .then(
              new ArtifactsRecorded(
                  BUCKET, iteration(1), build(1, 1), List.of(nameless(1), nameless(2))));
    }

    @Test
    void givenArtifacts_whenSentAgainWithOneMore_thenOnlyThatIsAdded() {
      running()
          .and(new ArtifactsRecorded(BUCKET, iteration(1), build(1, 1), List.of(artifact(1))))
          .when(updateBuild(1, 1, null, artifacts(artifactAgain(1), artifact(2))))
          .then(new ArtifactsRecorded(BUCKET, iteration(1), build(1, 1), List.of(artifact(2))));
    }

    @Test
    void givenSourceWithoutParent_whenDone_thenItIsRecorded() {
      running()
          .and(buildCreated(1, 2))
          .when(updateBuild(1, 1, BuildStatus.DONE, source("ami-0")))
          .then(
              new BuildDescribed(
                  BUCKET, iteration(1), build(1, 1), null, null, null, "ami-0", null),
              buildFinished(1, 1));
    }

    @Test
    void givenLabels_whenOthersAreGiven_thenTheyReplaceThem() {
      running()
          .and(described(null, null, Map.of("a", "b")))
          .when(updateBuild(1, 1, null, labels(Map.of("c", "d"))))
          .then(described(null, null, Map.of("c", "d")));
    }

    @Test
    void givenRunningBuild_whenFailed_thenFailed() {
      running()
          .when(updateBuild(1, 1, BuildStatus.FAILED))
          .then(new BuildFailed(BUCKET, iteration(1), build(1, 1)));
    }

    @Test
    void givenRunningBuild_whenCancelled_thenCancelled() {
      running()
          .when(updateBuild(1, 1, BuildStatus.CANCELLED))
          .then(new BuildCancelled(BUCKET, iteration(1), build(1, 1)));
    }

    @Test
    void givenFailedBuild_whenFailedAgain_thenNothing() {
      running()
          .and(new BuildFailed(BUCKET, iteration(1), build(1, 1)))
          .when(updateBuild(1, 1, BuildStatus.FAILED))
          .thenNothing();
    }

    @Test
    void givenFailedBuild_whenResumedInAnotherRun_thenRunsAgain() {
      running()
          .and(new BuildFailed(BUCKET, iteration(1), build(1, 1)))
          .when(updateBuild(1, 1, BuildStatus.RUNNING, run("run-2")))
          .then(described("run-2", null, null), buildStarted(1, 1));
    }

    @Test
    void givenTimedOutBuild_whenItRunsAfterAll_thenItIsRevived() {
      running()
          .and(new BuildTimedOut(BUCKET, iteration(1), build(1, 1)))
          .when(updateBuild(1, 1, BuildStatus.RUNNING))
          .then(buildStarted(1, 1));
    }

    @Test
    void givenTimedOutBuild_whenItIsDoneAfterAll_thenIterationCompletes() {
      running()
          .and(new BuildTimedOut(BUCKET, iteration(1), build(1, 1)))
          .when(updateBuild(1, 1, BuildStatus.DONE))
          .then(buildFinished(1, 1), published(1, 1), latestAt(1, null));
    }

    private Artifact nameless(int n) {
      return new Artifact(artifact(n).id(), "", "eu-west-1");
    }
  }

  @Nested
  class TimeOut {

    private final TimeOutBuild timeOut =
        new TimeOutBuild(PROJECT, UBUNTU, fingerprint(1), build(1, 1));

    @Test
    void givenRunningBuild_whenTimedOut_thenItCountsAsCancelled() {
      running().when(timeOut).then(new BuildTimedOut(BUCKET, iteration(1), build(1, 1)));
    }

    @Test
    void givenDoneBuild_whenTimedOut_thenNothing() {
      done().when(timeOut).thenNothing();
    }

    @Test
    void givenTimedOutBuild_whenTimedOutByAnotherInstance_thenNothing() {
      running()
          .and(new BuildTimedOut(BUCKET, iteration(1), build(1, 1)))
          .when(timeOut)
          .thenNothing();
    }

    @Test
    void givenNoSuchBuild_whenTimedOut_thenNotFound() {
      iteration.when(timeOut).thenRefused(Refusal.NotFound.class, "build: build-1-1");
    }
  }

  @Nested
  class Delete {

    private final DeleteBuild delete =
        new DeleteBuild(PROJECT, UBUNTU, fingerprint(1), build(1, 1));

    @Test
    void givenLastUnfinishedBuild_whenDeleted_thenIterationStaysAsItIs() {
      running()
          .and(buildCreated(1, 2), buildFinished(1, 2))
          .when(delete)
          .then(new BuildDeleted(BUCKET, iteration(1), build(1, 1)));
    }

    @Test
    void givenCompleteIteration_whenItsOnlyBuildIsDeleted_thenItStaysComplete() {
      done().when(delete).then(new BuildDeleted(BUCKET, iteration(1), build(1, 1)));
    }

    @Test
    void givenNoSuchBuild_whenDeleted_thenNotFound() {
      iteration.when(delete).thenRefused(Refusal.NotFound.class, "build: build-1-1");
    }
  }

  private static BuildDescribed described(
      @Nullable String run, @Nullable String platform, @Nullable Map<String, String> labels) {
    return new BuildDescribed(BUCKET, iteration(1), build(1, 1), run, platform, labels, null, null);
  }

  private static BuildDetails source(String identifier) {
    return new BuildDetails(null, null, Map.of(), identifier, null, null, List.of(), null);
  }

  private static BuildDetails labels(Map<String, String> labels) {
    return new BuildDetails(null, null, labels, null, null, null, List.of(), null);
  }
}
