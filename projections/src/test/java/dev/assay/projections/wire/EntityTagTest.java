package dev.assay.projections.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.events.bucket.BucketEvent.BucketUpdated;
import dev.assay.events.bucket.BucketEvent.BuildDeleted;
import dev.assay.events.bucket.BucketEvent.ChannelCreated;
import dev.assay.events.bucket.BucketEvent.ChannelRolledBack;
import dev.assay.events.bucket.BucketEvent.ChildRecorded;
import dev.assay.events.bucket.BucketEvent.IterationRevoked;
import dev.assay.events.channel.ChannelId;
import dev.assay.events.channel.ChannelName;
import dev.assay.events.channel.RollbackCause;
import dev.assay.events.iteration.BuildId;
import dev.assay.events.iteration.Fingerprint;
import dev.assay.projections.fixtures.Callers;
import dev.assay.projections.fixtures.Folding;
import dev.assay.projections.fixtures.Story;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EntityTagTest {

  private final Story story =
      new Story()
          .bucket()
          .publishedIteration(Story.FIRST, "f1", Story.AWS, 1, null)
          .channel(Story.PRODUCTION, "production")
          .assigned(Story.PRODUCTION, Story.FIRST, null);

  private record Tags(EntityTag bucket, EntityTag first, EntityTag production) {}

  private Tags tags() {
    Folding folded = Folding.of(story);
    WireAnswers wire = new WireAnswers(folded, Audience.writing(Callers.owner()), Story.START);
    return new Tags(
        wire.taggedBucket(folded.theBucket()).tag(),
        wire.taggedVersion(folded.theBucket(), folded.theIteration(Story.FIRST), Metadata.OMITTED)
            .tag(),
        wire.taggedChannel(folded.theBucket(), folded.theChannel(Story.PRODUCTION)).tag());
  }

  @Test
  void aTagIsTheIdentityAndThePositionOfTheLastEvent() {
    assertThat(tags().production())
        .hasToString("\"" + Story.PRODUCTION + "." + story.last().position() + "\"");
  }

  @Test
  void givenSomethingElseChanged_thenTagsStay() {
    Tags before = tags();

    story.commit(
        new ChannelCreated(
            Story.BUCKET, new ChannelId("01OTHER"), new ChannelName("other"), false, false));

    assertThat(tags()).isEqualTo(before);
  }

  @Test
  void givenTheBucketIsDescribed_thenItsTagAloneChanges() {
    Tags before = tags();

    story.commit(new BucketUpdated(Story.BUCKET, "news", Map.of()));

    assertThat(tags().bucket().position()).isEqualTo(story.last().position());
    assertThat(tags().first()).isEqualTo(before.first());
    assertThat(tags().production()).isEqualTo(before.production());
  }

  @Test
  void givenTheVersionThatAChannelShowsChanges_thenTheTagsOfAllThatShowItChange() {
    story.commit(new IterationRevoked(Story.BUCKET, Story.FIRST, "why", true, true));

    long now = story.last().position();
    assertThat(tags())
        .isEqualTo(
            new Tags(
                new EntityTag(Story.BUCKET.value(), now),
                new EntityTag(Story.FIRST.value(), now),
                new EntityTag(Story.PRODUCTION.value(), now)));
  }

  @Test
  void givenFirstChild_thenTagsChange_andWithFurtherOnesTheyStay() {
    Tags before = tags();
    story.commit(child("01CHILD1"));
    Tags first = tags();
    story.commit(child("01CHILD2"));

    assertThat(first.first()).isNotEqualTo(before.first());
    assertThat(first.production()).isNotEqualTo(before.production());
    assertThat(first.bucket()).isNotEqualTo(before.bucket());
    assertThat(tags()).isEqualTo(first);
  }

  @Test
  void givenFirstChildOfANewLatest_thenTheBucketsTagChangesAgain() {
    story.commit(child("01CHILD1"));
    story.publishedIteration(Story.SECOND, "f2", Story.AZURE, 2, Story.FIRST);

    story.commit(
        new ChildRecorded(
            Story.BUCKET,
            Story.SECOND,
            new ChildRecorded.Child(
                Story.PROJECT,
                Story.BUCKET,
                Story.NAME,
                Story.FIRST,
                new Fingerprint("child"),
                new BuildId("01CHILD2"),
                null)));

    assertThat(tags().bucket().position()).isEqualTo(story.last().position());
  }

  @Test
  void givenLatestHasLeftTheNewestVersion_whenThatOneLosesABuild_thenTheBucketsTagChanges() {
    story
        .publishedIteration(Story.SECOND, "f2", Story.AZURE, 2, Story.FIRST)
        .commit(
            new ChannelRolledBack(
                Story.BUCKET, Story.LATEST, Story.FIRST, Story.SECOND, RollbackCause.REVOCATION));

    story.commit(new BuildDeleted(Story.BUCKET, Story.SECOND, Story.AZURE));

    assertThat(tags().bucket().position()).isEqualTo(story.last().position());
  }

  private static ChildRecorded child(String build) {
    return new ChildRecorded(
        Story.BUCKET,
        Story.FIRST,
        new ChildRecorded.Child(
            Story.PROJECT,
            Story.BUCKET,
            Story.NAME,
            Story.SECOND,
            new Fingerprint("child"),
            new BuildId(build),
            null));
  }
}
