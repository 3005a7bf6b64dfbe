package dev.assay.command.iteration;

import static dev.assay.command.bucket.BucketFixtures.*;

import dev.assay.command.bucket.BucketScenario;
import dev.assay.events.bucket.BucketEvent.ChildRecorded;
import dev.assay.events.bucket.BucketEvent.ChildRecorded.Child;
import dev.assay.events.bucket.BucketEvent.ParentRecorded;
import dev.assay.events.channel.ChannelId;
import dev.assay.events.iteration.BuildStatus;
import dev.assay.events.iteration.ParentLink;
import dev.assay.events.iteration.ParentLink.Tracked;
import dev.assay.projections.refusal.Refusal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ParentTest {

  private final BucketScenario bucket =
      BucketScenario.given(emptyBucket())
          .and(complete(1))
          .and(iterationCreated(2), buildCreated(2, 1));

  @Test
  void givenParentInTheSameBucket_whenDeclared_thenBothEndsAreRecorded() {
    bucket
        .knowingItself()
        .when(updateBuild(2, 1, BuildStatus.DONE, parent(iteration(1), LATEST)))
        .then(
            parentRecorded(LATEST, new Tracked(PROJECT, BUCKET, UBUNTU, fingerprint(1))),
            buildFinished(2, 1),
            published(2, 2),
            latestAt(2, 1),
            new ChildRecorded(
                BUCKET,
                iteration(1),
                new Child(
                    PROJECT, BUCKET, UBUNTU, iteration(2), fingerprint(2), build(2, 1), LATEST)));
  }

  @Test
  void givenUnknownParent_whenDeclared_thenUntracked() {
    bucket
        .when(updateBuild(2, 1, null, parent(iteration(1), null)))
        .then(parentRecorded(null, null));
  }

  @Test
  void givenDeletedParent_whenDeclared_thenUntracked() {
    BucketScenario.given(emptyBucket())
        .and(iterationCreated(2), buildCreated(2, 1))
        .knowingItself()
        .when(updateBuild(2, 1, null, parent(iteration(1), null)))
        .then(parentRecorded(null, null));
  }

  @Test
  void givenParent_whenDeclaredAgain_thenNothing() {
    bucket
        .and(parentRecorded(LATEST, null))
        .when(updateBuild(2, 1, null, parent(iteration(1), LATEST)))
        .thenNothing();
  }

  @Test
  void givenParent_whenAnotherIsDeclared_thenAlreadyExists() {
    bucket
        .and(parentRecorded(LATEST, null))
        .when(updateBuild(2, 1, null, parent(iteration(7), LATEST)))
        .thenRefused(Refusal.AlreadyExists.class, "parent_version_id: iteration-7");
  }

  @Test
  void givenParentWithoutChannel_whenChannelIsDeclaredLater_thenAlreadyExists() {
    bucket
        .and(parentRecorded(null, null))
        .when(updateBuild(2, 1, null, parent(iteration(1), LATEST)))
        .thenRefused(Refusal.AlreadyExists.class, "parent_channel_id: channel-latest");
  }

  @Test
  void givenDoneBuild_whenAnotherParentIsDeclared_thenFailedPrecondition() {
    bucket
        .and(buildFinished(2, 1), published(2, 2), latestAt(2, 1))
        .when(updateBuild(2, 1, BuildStatus.DONE, parent(iteration(1), null)))
        .thenRefused(Refusal.FailedPrecondition.class, "build-2-1 is done");
  }

  private static ParentRecorded parentRecorded(
      @Nullable ChannelId channel, @Nullable Tracked tracked) {
    return new ParentRecorded(
        BUCKET, iteration(2), build(2, 1), new ParentLink(iteration(1), channel, tracked));
  }
}
