package dev.assay.projections.iteration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.events.access.ProjectId;
import dev.assay.events.bucket.BucketEvent.ArtifactsRecorded;
import dev.assay.events.bucket.BucketEvent.BuildCancelled;
import dev.assay.events.bucket.BucketEvent.BuildDeleted;
import dev.assay.events.bucket.BucketEvent.BuildDescribed;
import dev.assay.events.bucket.BucketEvent.BuildFailed;
import dev.assay.events.bucket.BucketEvent.BuildTimedOut;
import dev.assay.events.bucket.BucketEvent.ChildRecorded;
import dev.assay.events.bucket.BucketEvent.IterationDeleted;
import dev.assay.events.bucket.BucketEvent.ParentRecorded;
import dev.assay.events.bucket.BucketId;
import dev.assay.events.bucket.BucketName;
import dev.assay.events.iteration.Artifact;
import dev.assay.events.iteration.ArtifactId;
import dev.assay.events.iteration.BuildId;
import dev.assay.events.iteration.BuildStatus;
import dev.assay.events.iteration.Fingerprint;
import dev.assay.events.iteration.IterationId;
import dev.assay.events.iteration.ParentLink;
import dev.assay.events.iteration.TemplateType;
import dev.assay.events.journal.Actor;
import dev.assay.projections.fixtures.Folding;
import dev.assay.projections.fixtures.Story;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class IterationFoldTest {

  private static final Actor BOB = new Actor("p-2", "bob", Actor.Kind.SERVICE_PRINCIPAL);

  private final Story story = new Story().bucket().iteration(Story.FIRST, "f1");

  private IterationRecord iteration() {
    return Folding.of(story).theIteration(Story.FIRST);
  }

  private BuildRecord build() {
    return iteration().build(Story.AWS).orElseThrow();
  }

  @Nested
  class TheIteration {

    @Test
    void whenCreated_thenNamedV0AndItsAuthorIsTheCaller() {
      assertThat(iteration())
          .isEqualTo(
              new IterationRecord(
                  Story.FIRST,
                  Story.BUCKET,
                  new Fingerprint("f1"),
                  0,
                  TemplateType.HCL2,
                  "alice",
                  List.of(),
                  false,
                  List.of(),
                  Story.timeOf(1),
                  Story.timeOf(1),
                  1));
      assertThat(iteration().name()).isEqualTo("v0");
      assertThat(iteration().published()).isFalse();
    }

    @Test
    void whenPublishedBySomebodyElse_thenNumberedAndTheAuthorStays() {
      story
          .by(BOB)
          .build(Story.FIRST, Story.AWS, "c")
          .finished(Story.FIRST, Story.AWS, "aws", Story.published(Story.FIRST, 7, null));

      assertThat(iteration().name()).isEqualTo("v7");
      assertThat(iteration().author()).isEqualTo("alice");
    }

    @Test
    void whenChannelIsAssigned_thenNothingOfItChanges() {
      story
          .build(Story.FIRST, Story.AWS, "c")
          .finished(Story.FIRST, Story.AWS, "aws", Story.published(Story.FIRST, 1, null))
          .channel(Story.PRODUCTION, "production");
      var before = iteration();

      story.assigned(Story.PRODUCTION, Story.FIRST, null);

      assertThat(iteration()).isEqualTo(before);
    }

    @Test
    void whenChildIsRecorded_thenHasDescendantsButIsNotUpdated() {
      var before = iteration();
      story.commit(
          new ChildRecorded(
              Story.BUCKET,
              Story.FIRST,
              new ChildRecorded.Child(
                  new ProjectId("p"),
                  new BucketId("b"),
                  new BucketName("child"),
                  new IterationId("i"),
                  new Fingerprint("f"),
                  new BuildId("b"),
                  null)));

      assertThat(iteration().hasDescendants()).isTrue();
      assertThat(iteration().updatedAt()).isEqualTo(before.updatedAt());
      assertThat(iteration().lastPosition()).isEqualTo(2);
    }

    @Test
    void whenDeleted_thenGone() {
      story.commit(new IterationDeleted(Story.BUCKET, Story.FIRST));

      assertThat(Folding.of(story).iteration(Story.FIRST)).isEmpty();
    }

    @Test
    void whenEventIsAboutAnotherIteration_thenTheVeryRecordIsReturned() {
      var before = iteration();
      var other = story.iteration(Story.SECOND, "f2").build(Story.SECOND, Story.AWS, "c").last();

      assertThat(IterationFold.apply(before, other)).isSameAs(before);
    }

    @Test
    void whenBuildEventHasNoBuild_thenHistoryIsBroken() {
      var before = iteration();
      var recorded = story.started(Story.FIRST, Story.AWS).last();

      assertThatThrownBy(() -> IterationFold.apply(before, recorded))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("is about build 01AWS (expected: a build that was created before)");
    }
  }

  @Nested
  class ItsBuilds {

    @Test
    void whenCreated_thenUnsetWithEmptyTexts() {
      story.build(Story.FIRST, Story.AWS, "amazon-ebs.ubuntu");

      assertThat(build().status()).isEqualTo(BuildStatus.UNSET);
      assertThat(build().iterationId()).isEqualTo(Story.FIRST);
      assertThat(build().platform()).isEmpty();
      assertThat(build().sourceExternalIdentifier()).isEmpty();
      assertThat(build().metadataJson()).isNull();
      assertThat(iteration().updatedAt()).isEqualTo(Story.timeOf(2));
    }

    @Test
    void whenSeveralAreCreated_thenInOrderOfCreationWhateverChangesLater() {
      story
          .build(Story.FIRST, Story.AZURE, "z")
          .build(Story.FIRST, Story.AWS, "a")
          .started(Story.FIRST, Story.AZURE);

      assertThat(iteration().builds())
          .extracting(BuildRecord::id)
          .containsExactly(Story.AZURE, Story.AWS);
    }

    @Test
    void whenDescribedInPart_thenTheRestStays() {
      story
          .build(Story.FIRST, Story.AWS, "c")
          .finished(Story.FIRST, Story.AWS, "aws")
          .commit(
              new BuildDescribed(
                  Story.BUCKET,
                  Story.FIRST,
                  Story.AWS,
                  "0191d7b2-0000-4000-8000-000000000009",
                  null,
                  null,
                  null,
                  null));

      assertThat(build().packerRunUuid()).endsWith("9");
      assertThat(build().platform()).isEqualTo("aws");
      assertThat(build().labels()).containsOnly(Map.entry("git_sha", "c0ffee"));
      assertThat(build().sourceExternalIdentifier()).isEqualTo("ami-base");
      assertThat(build().metadataJson()).contains("1.15.4");
      assertThat(build().status()).isEqualTo(BuildStatus.DONE);
    }

    @Test
    void whenArtifactsAreRecordedTwice_thenAddedEachWithItsOwnTime() {
      story
          .build(Story.FIRST, Story.AWS, "c")
          .commit(artifact("a1", "ami-1"))
          .commit(artifact("a2", "ami-1"));

      assertThat(build().artifacts())
          .containsExactly(
              new ArtifactRecord(new ArtifactId("a1"), "ami-1", "eu", Story.timeOf(3)),
              new ArtifactRecord(new ArtifactId("a2"), "ami-1", "eu", Story.timeOf(4)));
    }

    private ArtifactsRecorded artifact(String id, String identifier) {
      return new ArtifactsRecorded(
          Story.BUCKET,
          Story.FIRST,
          Story.AWS,
          List.of(new Artifact(new ArtifactId(id), identifier, "eu")));
    }

    @Test
    void whenParentIsRecorded_thenKnown() {
      var parent = new ParentLink(new IterationId("01PARENT"), null, null);
      story
          .build(Story.FIRST, Story.AWS, "c")
          .commit(new ParentRecorded(Story.BUCKET, Story.FIRST, Story.AWS, parent));

      assertThat(build().parent()).isEqualTo(parent);
    }

    @Test
    void whenItRunsFailsIsCancelledTimesOutAndRunsAgain_thenItsStatusFollows() {
      story.build(Story.FIRST, Story.AWS, "c").started(Story.FIRST, Story.AWS);
      assertThat(build().status()).isEqualTo(BuildStatus.RUNNING);
      story.commit(new BuildFailed(Story.BUCKET, Story.FIRST, Story.AWS));
      assertThat(build().status()).isEqualTo(BuildStatus.FAILED);
      story.commit(new BuildCancelled(Story.BUCKET, Story.FIRST, Story.AWS));
      assertThat(build().status()).isEqualTo(BuildStatus.CANCELLED);
      story.started(Story.FIRST, Story.AWS);
      assertThat(build().status()).isEqualTo(BuildStatus.RUNNING);
      story.commit(new BuildTimedOut(Story.BUCKET, Story.FIRST, Story.AWS));
      assertThat(build().status()).isEqualTo(BuildStatus.CANCELLED);
      story.started(Story.FIRST, Story.AWS).finished(Story.FIRST, Story.AWS, "aws");
      assertThat(build().status()).isEqualTo(BuildStatus.DONE);
    }

    @Test
    void whenDeletedAfterCompletion_thenNameAndNumberStay() {
      story
          .build(Story.FIRST, Story.AWS, "c")
          .finished(Story.FIRST, Story.AWS, "aws", Story.published(Story.FIRST, 1, null))
          .commit(new BuildDeleted(Story.BUCKET, Story.FIRST, Story.AWS));

      assertThat(iteration().builds()).isEmpty();
      assertThat(iteration().name()).isEqualTo("v1");
    }
  }
}
