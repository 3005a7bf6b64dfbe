package dev.assay.command.channel;

import static dev.assay.command.bucket.BucketFixtures.*;

import dev.assay.command.bucket.Bucket;
import dev.assay.command.bucket.BucketCommand.CopyAssignment;
import dev.assay.command.bucket.BucketCommand.CreateChannel;
import dev.assay.command.bucket.BucketCommand.DeleteChannel;
import dev.assay.command.bucket.BucketCommand.UpdateChannel;
import dev.assay.command.bucket.BucketScenario;
import dev.assay.events.bucket.BucketEvent.ChannelAssigned;
import dev.assay.events.bucket.BucketEvent.ChannelDeleted;
import dev.assay.events.bucket.BucketEvent.ChannelRestrictionChanged;
import dev.assay.events.bucket.BucketEvent.ChannelUnassigned;
import dev.assay.events.channel.AssignmentCause;
import dev.assay.events.channel.ChannelId;
import dev.assay.events.channel.ChannelName;
import dev.assay.projections.refusal.Refusal;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ChannelTest {

  private final BucketScenario bucket = BucketScenario.given(emptyBucket()).and(complete(1));

  private BucketScenario production() {
    return bucket.and(productionCreated());
  }

  private BucketScenario assigned() {
    return production().and(productionAt(1, null));
  }

  @Nested
  class Create {

    @Test
    void givenBucket_whenCreated_thenIsThereAndPointsAtNothing() {
      bucket.when(createProduction()).then(productionCreated());
    }

    @Test
    void givenCompleteIteration_whenCreatedWithIt_thenPointsAtIt() {
      bucket.when(createAt(1)).then(productionCreated(), productionAt(1, null));
    }

    @Test
    void givenIncompleteIteration_whenCreatedWithIt_thenNothingIsMade() {
      bucket
          .and(iterationCreated(2))
          .when(createAt(2))
          .thenRefused(Refusal.FailedPrecondition.class, "fp-2 is incomplete");
    }

    @Test
    void givenNoSuchIteration_whenCreatedWithIt_thenNotFound() {
      bucket
          .when(createAt(3))
          .thenRefused(
              Refusal.NotFound.class,
              "version with fingerprint (fingerprint: fp-3) does not exist");
    }

    @Test
    void givenChannel_whenNameIsUsedAgain_thenAlreadyExists() {
      production()
          .when(create("production"))
          .thenRefused(Refusal.AlreadyExists.class, "production");
    }

    @Test
    void givenBucket_whenLatestIsCreated_thenAlreadyExists() {
      bucket.when(create("latest")).thenRefused(Refusal.AlreadyExists.class, "channel: latest");
    }

    @Test
    void givenChannel_whenSameCommandIsRepeated_thenNothing() {
      production().when(createProduction()).thenNothing();
    }

    @Test
    void givenNoBucket_whenCreated_thenNotFound() {
      BucketScenario.nothing()
          .when(createProduction())
          .thenRefused(Refusal.NotFound.class, "bucket: ubuntu");
    }

    private CreateChannel create(String name) {
      return new CreateChannel(
          PROJECT, UBUNTU, new ChannelId("other"), new ChannelName(name), null, false);
    }

    private CreateChannel createAt(int n) {
      return new CreateChannel(PROJECT, UBUNTU, PRODUCTION, PRODUCTION_NAME, fingerprint(n), false);
    }
  }

  @Nested
  class Update {

    @Test
    void givenCompleteIteration_whenAssigned_thenPointsAtIt() {
      production().when(assign(PRODUCTION_NAME, 1)).then(productionAt(1, null));
    }

    @Test
    void givenAssignedChannel_whenAssignedElsewhere_thenSaysWhereFrom() {
      assigned().and(complete(2)).when(assign(PRODUCTION_NAME, 2)).then(productionAt(2, 1));
    }

    @Test
    void givenAssignedChannel_whenAssignedToTheSame_thenNothing() {
      assigned().when(assign(PRODUCTION_NAME, 1)).thenNothing();
    }

    @Test
    void givenNoSuchIteration_whenAssigned_thenNotFoundInTheWordsThatClientsMatch() {
      production()
          .when(assign(PRODUCTION_NAME, 7))
          .thenRefused(
              Refusal.NotFound.class,
              "version with fingerprint (fingerprint: fp-7) does not exist");
    }

    @Test
    void givenIncompleteIteration_whenAssigned_thenFailedPrecondition() {
      production()
          .and(iterationCreated(2), buildCreated(2, 1))
          .when(assign(PRODUCTION_NAME, 2))
          .thenRefused(Refusal.FailedPrecondition.class, "fp-2 is incomplete");
    }

    @Test
    void givenAssignedChannel_whenUnassigned_thenPointsAtNothing() {
      assigned()
          .when(unassign(PRODUCTION_NAME))
          .then(new ChannelUnassigned(BUCKET, PRODUCTION, iteration(1)));
    }

    @Test
    void givenUnassignedChannel_whenUnassigned_thenNothing() {
      production().when(unassign(PRODUCTION_NAME)).thenNothing();
    }

    @Test
    void givenChannel_whenRestricted_thenRestricted() {
      production()
          .when(restrict(PRODUCTION_NAME, true))
          .then(new ChannelRestrictionChanged(BUCKET, PRODUCTION, true));
    }

    @Test
    void givenUnrestrictedChannel_whenUnrestricted_thenNothing() {
      production().when(restrict(PRODUCTION_NAME, false)).thenNothing();
    }

    @Test
    void givenLatest_whenUnrestricted_thenUnrestricted() {
      bucket
          .when(restrict(Bucket.LATEST, false))
          .then(new ChannelRestrictionChanged(BUCKET, LATEST, false));
    }

    @Test
    void givenLatest_whenAssigned_thenFailedPrecondition() {
      bucket
          .when(assign(Bucket.LATEST, 1))
          .thenRefused(Refusal.FailedPrecondition.class, "channel: latest is managed");
    }

    @Test
    void givenLatest_whenUnassigned_thenFailedPrecondition() {
      bucket
          .when(unassign(Bucket.LATEST))
          .thenRefused(Refusal.FailedPrecondition.class, "channel: latest is managed");
    }

    @Test
    void givenRefusedAssignment_whenRestrictedInTheSameCommand_thenNeitherIsDone() {
      production()
          .when(
              new UpdateChannel(
                  PROJECT, UBUNTU, PRODUCTION_NAME, Optional.of(fingerprint(7)), true))
          .thenRefused(Refusal.NotFound.class, "fp-7");
    }

    @Test
    void givenBothAreMasked_whenUpdated_thenBothAreDone() {
      production()
          .when(
              new UpdateChannel(
                  PROJECT, UBUNTU, PRODUCTION_NAME, Optional.of(fingerprint(1)), true))
          .then(productionAt(1, null), new ChannelRestrictionChanged(BUCKET, PRODUCTION, true));
    }

    @Test
    void givenNoSuchChannel_whenUpdated_thenNotFound() {
      bucket
          .when(assign(PRODUCTION_NAME, 1))
          .thenRefused(Refusal.NotFound.class, "channel: production");
    }
  }

  @Nested
  class Copy {

    private final ChannelName staging = new ChannelName("staging");
    private final ChannelId stagingId = new ChannelId("channel-staging");

    private BucketScenario both() {
      return assigned()
          .and(
              new dev.assay.events.bucket.BucketEvent.ChannelCreated(
                  BUCKET, stagingId, staging, false, false));
    }

    @Test
    void givenAssignedSource_whenCopied_thenTargetPointsAtTheSame() {
      both()
          .when(copy(PRODUCTION_NAME, staging))
          .then(new ChannelAssigned(BUCKET, stagingId, iteration(1), null, AssignmentCause.COPIED));
    }

    @Test
    void givenLatestAsSource_whenCopied_thenTargetPointsAtTheSame() {
      both()
          .when(copy(Bucket.LATEST, staging))
          .then(new ChannelAssigned(BUCKET, stagingId, iteration(1), null, AssignmentCause.COPIED));
    }

    @Test
    void givenEqualAssignments_whenCopied_thenNothing() {
      assigned().when(copy(Bucket.LATEST, PRODUCTION_NAME)).thenNothing();
    }

    @Test
    void givenEmptySource_whenCopied_thenFailedPrecondition() {
      both()
          .when(copy(staging, PRODUCTION_NAME))
          .thenRefused(Refusal.FailedPrecondition.class, "source_channel: staging");
    }

    @Test
    void givenLatestAsTarget_whenCopied_thenFailedPrecondition() {
      assigned()
          .when(copy(PRODUCTION_NAME, Bucket.LATEST))
          .thenRefused(Refusal.FailedPrecondition.class, "channel: latest is managed");
    }

    @Test
    void givenNoSuchSource_whenCopied_thenNotFound() {
      assigned()
          .when(copy(staging, PRODUCTION_NAME))
          .thenRefused(Refusal.NotFound.class, "channel: staging");
    }

    @Test
    void givenNoSuchTarget_whenCopied_thenNotFound() {
      assigned()
          .when(copy(PRODUCTION_NAME, staging))
          .thenRefused(Refusal.NotFound.class, "channel: staging");
    }

    private CopyAssignment copy(ChannelName source, ChannelName target) {
      return new CopyAssignment(PROJECT, UBUNTU, source, target);
    }
  }

  @Nested
  class Delete {

    @Test
    void givenAssignedChannel_whenDeleted_thenGone() {
      assigned()
          .when(new DeleteChannel(PROJECT, UBUNTU, PRODUCTION_NAME))
          .then(new ChannelDeleted(BUCKET, PRODUCTION));
    }

    @Test
    void givenLatest_whenDeleted_thenInvalidArgument() {
      bucket
          .when(new DeleteChannel(PROJECT, UBUNTU, Bucket.LATEST))
          .thenRefused(Refusal.InvalidArgument.class, "channel: latest");
    }

    @Test
    void givenNoSuchChannel_whenDeleted_thenNotFound() {
      bucket
          .when(new DeleteChannel(PROJECT, UBUNTU, PRODUCTION_NAME))
          .thenRefused(Refusal.NotFound.class, "channel: production");
    }

    @Test
    void givenDeletedChannel_whenCreatedAgain_thenItHasNoPast() {
      assigned()
          .and(new ChannelDeleted(BUCKET, PRODUCTION))
          .when(createProduction())
          .then(productionCreated());
    }
  }
}
