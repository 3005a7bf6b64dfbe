package dev.assay.command.bucket;

import static dev.assay.command.bucket.BucketFixtures.*;

import dev.assay.command.bucket.BucketCommand.CreateBucket;
import dev.assay.command.bucket.BucketCommand.DeleteBucket;
import dev.assay.command.bucket.BucketCommand.UpdateBucket;
import dev.assay.events.bucket.BucketEvent.BucketCreated;
import dev.assay.events.bucket.BucketEvent.BucketDeleted;
import dev.assay.events.bucket.BucketEvent.BucketUpdated;
import dev.assay.events.bucket.BucketEvent.ChannelCreated;
import dev.assay.events.bucket.BucketId;
import dev.assay.events.channel.ChannelId;
import dev.assay.projections.refusal.Refusal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class BucketTest {

  @Nested
  class Create {

    @Test
    void givenNothing_whenCreated_thenHasRestrictedManagedLatest() {
      BucketScenario.nothing().when(createBucket()).then(bucketCreated(), latestCreated());
    }

    @Test
    void givenBucket_whenCreatedAgainUnderAnotherId_thenAlreadyExists() {
      BucketScenario.given(emptyBucket())
          .when(again("bucket-2"))
          .thenRefused(Refusal.AlreadyExists.class, "bucket: ubuntu");
    }

    @Test
    void givenBucket_whenSameCommandIsRepeated_thenNothing() {
      BucketScenario.given(emptyBucket()).when(createBucket()).thenNothing();
    }

    @Test
    void givenDeletedBucket_whenCreated_thenLivesUnderNewIds() {
      BucketScenario.given(emptyBucket())
          .and(complete(1))
          .and(new BucketDeleted(BUCKET))
          .when(again("bucket-2"))
          .then(
              new BucketCreated(new BucketId("bucket-2"), PROJECT, UBUNTU, "", Map.of()),
              new ChannelCreated(
                  new BucketId("bucket-2"),
                  new ChannelId("bucket-2-latest"),
                  Bucket.LATEST,
                  true,
                  true));
    }

    private CreateBucket again(String id) {
      return new CreateBucket(
          PROJECT, UBUNTU, new BucketId(id), new ChannelId(id + "-latest"), "", Map.of());
    }
  }

  @Nested
  class Update {

    @Test
    void givenNothing_whenUpdated_thenNotFound() {
      BucketScenario.nothing()
          .when(update("new", null))
          .thenRefused(Refusal.NotFound.class, "bucket: ubuntu");
    }

    @Test
    void givenBucket_whenNothingIsSaid_thenNothing() {
      BucketScenario.given(emptyBucket()).when(update(null, null)).thenNothing();
    }

    @Test
    void givenBucket_whenSameIsSaid_thenNothing() {
      BucketScenario.given(emptyBucket())
          .when(update("golden", Map.of("os", "linux")))
          .thenNothing();
    }

    @Test
    void givenBucket_whenDescriptionDiffers_thenOnlyThatIsUpdated() {
      BucketScenario.given(emptyBucket())
          .when(update("new", Map.of("os", "linux")))
          .then(new BucketUpdated(BUCKET, "new", null));
    }

    @Test
    void givenBucket_whenLabelsAreGiven_thenTheyReplaceAll() {
      BucketScenario.given(emptyBucket())
          .when(update(null, Map.of("team", "images")))
          .then(new BucketUpdated(BUCKET, null, Map.of("team", "images")));
    }

    @Test
    void givenUpdatedBucket_whenOldDescriptionIsGivenAgain_thenItIsUpdated() {
      BucketScenario.given(emptyBucket())
          .and(new BucketUpdated(BUCKET, "new", Map.of()))
          .when(update("golden", Map.of("os", "linux")))
          .then(new BucketUpdated(BUCKET, "golden", Map.of("os", "linux")));
    }

    private UpdateBucket update(
        @Nullable String description, @Nullable Map<String, String> labels) {
      return new UpdateBucket(PROJECT, UBUNTU, description, labels);
    }
  }

  @Nested
  class Delete {

    @Test
    void givenBucketWithAssignedChannel_whenDeleted_thenAllIsGone() {
      BucketScenario.given(emptyBucket())
          .and(complete(1))
          .and(productionCreated(), productionAt(1, null))
          .when(new DeleteBucket(PROJECT, UBUNTU))
          .then(new BucketDeleted(BUCKET));
    }

    @Test
    void givenDeletedBucket_whenDeletedAgain_thenNotFound() {
      BucketScenario.given(emptyBucket())
          .and(new BucketDeleted(BUCKET))
          .when(new DeleteBucket(PROJECT, UBUNTU))
          .thenRefused(Refusal.NotFound.class, "bucket: ubuntu");
    }

    @Test
    void givenDeletedBucket_whenItsIterationIsTouched_thenNotFound() {
      BucketScenario.given(emptyBucket())
          .and(complete(1))
          .and(new BucketDeleted(BUCKET))
          .when(createIteration(2))
          .thenRefused(Refusal.NotFound.class, "bucket: ubuntu");
    }
  }
}
