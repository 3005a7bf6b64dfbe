package dev.assay.projections.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.events.bucket.BucketEvent.BucketCreated;
import dev.assay.events.bucket.BucketEvent.BucketDeleted;
import dev.assay.events.bucket.BucketEvent.BucketUpdated;
import dev.assay.events.bucket.BucketEvent.BuildDeleted;
import dev.assay.events.bucket.BucketEvent.ChannelRolledBack;
import dev.assay.events.bucket.BucketEvent.IterationDeleted;
import dev.assay.events.bucket.BucketId;
import dev.assay.events.channel.RollbackCause;
import dev.assay.projections.fixtures.Folding;
import dev.assay.projections.fixtures.Story;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BucketFoldTest {

  private final Story story = new Story().bucket();

  private BucketRecord bucket() {
    return Folding.of(story).theBucket();
  }

  @Test
  void givenNothing_whenCreated_thenEmptyBucketWithManagedChannel() {
    assertThat(bucket())
        .isEqualTo(
            new BucketRecord(
                Story.BUCKET,
                Story.PROJECT,
                Story.NAME,
                "base image",
                Map.of("team", "os"),
                Story.timeOf(0),
                Story.timeOf(0),
                0,
                Story.LATEST,
                null,
                false,
                0));
  }

  @Test
  void givenBucket_whenOnlyDescriptionUpdated_thenLabelsStay() {
    story.commit(new BucketUpdated(Story.BUCKET, "new", null));

    assertThat(bucket().description()).isEqualTo("new");
    assertThat(bucket().labels()).containsOnly(Map.entry("team", "os"));
    assertThat(bucket().updatedAt()).isEqualTo(Story.timeOf(1));
    assertThat(bucket().createdAt()).isEqualTo(Story.timeOf(0));
    assertThat(bucket().lastPosition()).isEqualTo(1);
  }

  @Test
  void givenBucket_whenLabelsUpdated_thenReplacedWhole() {
    story.commit(new BucketUpdated(Story.BUCKET, null, Map.of("a", "b")));

    assertThat(bucket().labels()).containsOnly(Map.entry("a", "b"));
    assertThat(bucket().description()).isEqualTo("base image");
  }

  @Test
  void givenBucket_whenIterationsComeAndGo_thenCounted() {
    story
        .iteration(Story.FIRST, "f1")
        .iteration(Story.SECOND, "f2")
        .commit(new IterationDeleted(Story.BUCKET, Story.FIRST));

    assertThat(bucket().iterationCount()).isEqualTo(1);
    assertThat(bucket().updatedAt()).isEqualTo(Story.timeOf(3));
  }

  @Test
  void givenBucket_whenLatestMoves_thenItsIterationIsKnown() {
    story.publishedIteration(Story.FIRST, "f1", Story.AWS, 1, null);
    assertThat(bucket().latestIterationId()).isEqualTo(Story.FIRST);

    story.commit(
        new ChannelRolledBack(
            Story.BUCKET, Story.LATEST, null, Story.FIRST, RollbackCause.DELETION));
    assertThat(bucket().latestIterationId()).isNull();
  }

  @Test
  void givenBucket_whenUserChannelMoves_thenNothingChanges() {
    story
        .publishedIteration(Story.FIRST, "f1", Story.AWS, 1, null)
        .channel(Story.PRODUCTION, "production");
    var before = bucket();

    story.assigned(Story.PRODUCTION, Story.FIRST, null);

    assertThat(bucket()).isEqualTo(before);
  }

  @Test
  void givenLatestIteration_whenItsBuildIsDeleted_thenBucketChangesToo() {
    story
        .publishedIteration(Story.FIRST, "f1", Story.AWS, 1, null)
        .commit(new BuildDeleted(Story.BUCKET, Story.FIRST, Story.AWS));

    assertThat(bucket().lastPosition()).isEqualTo(story.last().position());
  }

  @Test
  void givenDeletedBucket_whenCreatedAgain_thenSharesNothing() {
    story
        .publishedIteration(Story.FIRST, "f1", Story.AWS, 1, null)
        .commit(new BucketDeleted(Story.BUCKET));
    assertThat(Folding.of(story).bucket()).isEmpty();

    var again = new BucketId("01AGAIN");
    story.commit(new BucketCreated(again, Story.PROJECT, Story.NAME, "", Map.of()));

    assertThat(bucket().id()).isEqualTo(again);
    assertThat(bucket().iterationCount()).isZero();
    assertThat(bucket().latestIterationId()).isNull();
  }

  @Test
  void givenNoBucket_whenUpdated_thenHistoryIsBroken() {
    var recorded = new Story().commit(new BucketUpdated(Story.BUCKET, "x", null)).last();

    assertThatThrownBy(() -> BucketFold.apply(null, recorded))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "event 0 of " + recorded.stream() + " is about bucket 01BUCKET (expected: none)");
  }
}
