package dev.assay.projections.iteration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.events.Event;
import dev.assay.events.bucket.BucketEvent.BuildCancelled;
import dev.assay.events.bucket.BucketEvent.BuildDeleted;
import dev.assay.events.bucket.BucketEvent.BuildFailed;
import dev.assay.events.bucket.BucketEvent.BuildFinished;
import dev.assay.events.bucket.BucketEvent.BuildStarted;
import dev.assay.events.bucket.BucketEvent.IterationPublished;
import dev.assay.events.iteration.BuildId;
import dev.assay.projections.fixtures.Folding;
import dev.assay.projections.fixtures.Story;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IterationStatusTest {

  /** Each word is what became of one build of the iteration. */
  @ParameterizedTest
  @CsvSource({
    "'', RUNNING",
    "UNSET, RUNNING",
    "UNSET UNSET, RUNNING",
    "RUNNING, RUNNING",
    "DONE RUNNING FAILED CANCELLED UNSET, RUNNING",
    "DONE FAILED CANCELLED UNSET, FAILED",
    "UNSET CANCELLED DONE, CANCELLED",
    "UNSET CANCELLED, CANCELLED",
    "DONE UNSET, INCOMPLETE",
    "DONE, INCOMPLETE"
  })
  void givenUnpublishedIteration_thenStatusFollowsItsBuilds(
      String builds, IterationStatus expected) {
    var story = new Story().bucket().iteration(Story.FIRST, "f1");
    int number = 0;
    for (String status : builds.isEmpty() ? new String[0] : builds.split(" ", -1)) {
      var build = new BuildId("build-" + number++);
      story.build(Story.FIRST, build, "c" + number);
      if (!status.equals("UNSET")) {
        story.commit(become(status, build));
      }
    }

    assertThat(status(story)).isEqualTo(expected);
  }

  private static Event become(String status, BuildId build) {
    return switch (status) {
      case "RUNNING" -> new BuildStarted(Story.BUCKET, Story.FIRST, build);
      case "DONE" -> new BuildFinished(Story.BUCKET, Story.FIRST, build);
      case "FAILED" -> new BuildFailed(Story.BUCKET, Story.FIRST, build);
      case "CANCELLED" -> new BuildCancelled(Story.BUCKET, Story.FIRST, build);
      default -> throw new IllegalArgumentException(status);
    };
  }

  @Test
  void givenPublishedIteration_whenItsLastBuildIsDeleted_thenStillActive() {
    var story = new Story().bucket().publishedIteration(Story.FIRST, "f1", Story.AWS, 1, null);
    assertThat(status(story)).isEqualTo(IterationStatus.ACTIVE);

    story.commit(new BuildDeleted(Story.BUCKET, Story.FIRST, Story.AWS));
    assertThat(status(story)).isEqualTo(IterationStatus.ACTIVE);
  }

  @Test
  void givenIterationWithoutBuilds_whenPublished_thenActive() {
    var story =
        new Story()
            .bucket()
            .iteration(Story.FIRST, "f1")
            .commit(new IterationPublished(Story.BUCKET, Story.FIRST, 1));

    assertThat(status(story)).isEqualTo(IterationStatus.ACTIVE);
  }

  private static IterationStatus status(Story story) {
    return IterationStatus.at(Folding.of(story).theIteration(Story.FIRST), Story.START);
  }
}
