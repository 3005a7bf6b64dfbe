package dev.assay.command.iteration;

import static dev.assay.command.bucket.BucketFixtures.*;

import dev.assay.command.bucket.BucketCommand.CreateIteration;
import dev.assay.command.bucket.BucketCommand.DeleteIteration;
import dev.assay.command.bucket.BucketCommand.PublishIteration;
import dev.assay.command.bucket.BucketScenario;
import dev.assay.events.bucket.BucketEvent.BuildDeleted;
import dev.assay.events.bucket.BucketEvent.ChannelRolledBack;
import dev.assay.events.bucket.BucketEvent.ChannelUnassigned;
import dev.assay.events.bucket.BucketEvent.IterationDeleted;
import dev.assay.events.channel.ChannelId;
import dev.assay.events.channel.RollbackCause;
import dev.assay.events.iteration.BuildStatus;
import dev.assay.events.iteration.IterationId;
import dev.assay.events.iteration.TemplateType;
import dev.assay.projections.refusal.Refusal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class IterationTest {

  private final BucketScenario bucket = BucketScenario.given(emptyBucket());

  @Nested
  class Create {

    @Test
    void givenNoBucket_whenCreated_thenNotFound() {
      BucketScenario.nothing()
          .when(createIteration(1))
          .thenRefused(Refusal.NotFound.class, "bucket: ubuntu");
    }

    @Test
    void givenBucket_whenCreated_thenIsThere() {
      bucket.when(createIteration(1)).then(iterationCreated(1));
    }

    @Test
    void givenIteration_whenFingerprintIsUsedAgain_thenAlreadyExists() {
      bucket
          .and(iterationCreated(1))
          .when(
              new CreateIteration(
                  PROJECT, UBUNTU, new IterationId("other"), fingerprint(1), TemplateType.JSON))
          .thenRefused(Refusal.AlreadyExists.class, "fingerprint: fp-1");
    }

    @Test
    void givenIteration_whenSameCommandIsRepeated_thenNothing() {
      bucket.and(iterationCreated(1)).when(createIteration(1)).thenNothing();
    }

    @Test
    void givenDeletedIteration_whenFingerprintIsUsedAgain_thenIsThere() {
      bucket
          .and(iterationCreated(1), new IterationDeleted(BUCKET, iteration(1)))
          .when(createIteration(1))
          .then(iterationCreated(1));
    }
  }

  @Nested
  class Publish {

    private final PublishIteration publish = new PublishIteration(PROJECT, UBUNTU, fingerprint(1));

    @Test
    void givenNoSuchIteration_whenPublished_thenAborted() {
      bucket
          .when(publish)
          .thenRefused(
              Refusal.Aborted.class, "version with fingerprint (fingerprint: fp-1) does not exist");
    }

    @Test
    void givenUnfinishedBuild_whenPublished_thenFailedPrecondition() {
      bucket
          .and(iterationCreated(1), buildCreated(1, 1), buildCreated(1, 2), buildFinished(1, 1))
          .when(publish)
          .thenRefused(Refusal.FailedPrecondition.class, "unfinished builds");
    }

    @Test
    void givenNoBuild_whenPublished_thenFailedPrecondition() {
      bucket
          .and(iterationCreated(1))
          .when(publish)
          .thenRefused(Refusal.FailedPrecondition.class, "no builds");
    }

    @Test
    void givenUnfinishedBuildWasDeleted_whenPublished_thenComplete() {
      bucket
          .and(iterationCreated(1), buildCreated(1, 1), buildCreated(1, 2), buildFinished(1, 1))
          .and(new BuildDeleted(BUCKET, iteration(1), build(1, 2)))
          .when(publish)
          .then(published(1, 1), latestAt(1, null));
    }

    @Test
    void givenCompleteIteration_whenPublished_thenNothing() {
      bucket.and(complete(1)).when(publish).thenNothing();
    }
  }

  @Nested
  class Delete {

    @Test
    void givenNoSuchIteration_whenDeleted_thenNotFound() {
      bucket
          .when(delete(1, false))
          .thenRefused(
              Refusal.NotFound.class,
              "version with fingerprint (fingerprint: fp-1) does not exist");
    }

    @Test
    void givenIncompleteIteration_whenDeleted_thenGone() {
      bucket
          .and(iterationCreated(1), buildCreated(1, 1))
          .when(delete(1, false))
          .then(new IterationDeleted(BUCKET, iteration(1)));
    }

    @Test
    void givenOnlyLatestPointsAtIt_whenDeleted_thenLatestRollsBack() {
      bucket
          .and(complete(1))
          .and(complete(2))
          .when(delete(2, false))
          .then(rolledBack(LATEST, 1, 2), new IterationDeleted(BUCKET, iteration(2)));
    }

    @Test
    void givenNoEarlierIteration_whenDeleted_thenLatestPointsAtNothing() {
      bucket
          .and(complete(1))
          .when(delete(1, false))
          .then(rolledBack(LATEST, null, 1), new IterationDeleted(BUCKET, iteration(1)));
    }

    @Test
    void givenUserChannelPointsAtIt_whenDeleted_thenRefusedNamingTheChannel() {
      bucket
          .and(complete(1))
          .and(productionCreated(), productionAt(1, null))
          .when(delete(1, false))
          .thenRefused(
              Refusal.FailedPrecondition.class, "channels production", "rollback_channels");
    }

    @Test
    void givenUserChannelPointsAtIt_whenDeletedWithRollback_thenChannelsRollBack() {
      bucket
          .and(complete(1))
          .and(complete(2))
          .and(productionCreated(), productionAt(1, null), productionAt(2, 1))
          .when(delete(2, true))
          .then(
              rolledBack(LATEST, 1, 2),
              rolledBack(PRODUCTION, 1, 2),
              new IterationDeleted(BUCKET, iteration(2)));
    }

    @Test
    void givenEarlierIterationIsDeletedToo_whenDeletedWithRollback_thenSkipsIt() {
      bucket
          .and(complete(1))
          .and(complete(2))
          .and(complete(3))
          .and(productionCreated(), productionAt(1, null), productionAt(2, 1), productionAt(3, 2))
          .and(new IterationDeleted(BUCKET, iteration(2)))
          .when(delete(3, true))
          .then(
              rolledBack(LATEST, 1, 3),
              rolledBack(PRODUCTION, 1, 3),
              new IterationDeleted(BUCKET, iteration(3)));
    }

    @Test
    void givenUnassignedChannelWithPast_whenDeleted_thenChannelIsLeftAlone() {
      bucket
          .and(complete(1))
          .and(complete(2))
          .and(productionCreated(), productionAt(1, null))
          .and(new ChannelUnassigned(BUCKET, PRODUCTION, iteration(1)))
          .when(delete(1, false))
          .then(new IterationDeleted(BUCKET, iteration(1)));
    }

    @Test
    void givenHighestIsDeleted_whenNextCompletes_thenItsNumberIsUsedAgain() {
      bucket
          .and(complete(1))
          .and(complete(2))
          .and(rolledBack(LATEST, 1, 2), new IterationDeleted(BUCKET, iteration(2)))
          .and(iterationCreated(3), buildCreated(3, 1))
          .when(updateBuild(3, 1, BuildStatus.DONE))
          .then(buildFinished(3, 1), published(3, 2), latestAt(3, 1));
    }

    @Test
    void givenLowerIsDeleted_whenNextCompletes_thenNumberIsOnePastTheHighest() {
      bucket
          .and(complete(1))
          .and(complete(2))
          .and(new IterationDeleted(BUCKET, iteration(1)))
          .and(iterationCreated(3), buildCreated(3, 1))
          .when(updateBuild(3, 1, BuildStatus.DONE))
          .then(buildFinished(3, 1), published(3, 3), latestAt(3, 2));
    }

    private DeleteIteration delete(int n, boolean rollback) {
      return new DeleteIteration(PROJECT, UBUNTU, fingerprint(n), rollback);
    }

    private ChannelRolledBack rolledBack(ChannelId channel, @Nullable Integer to, int from) {
      return new ChannelRolledBack(
          BUCKET,
          channel,
          to == null ? null : iteration(to),
          iteration(from),
          RollbackCause.DELETION);
    }
  }
}
