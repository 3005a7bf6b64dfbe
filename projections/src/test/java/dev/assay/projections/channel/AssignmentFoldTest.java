package dev.assay.projections.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.assay.events.bucket.BucketEvent.BucketDeleted;
import dev.assay.events.bucket.BucketEvent.ChannelDeleted;
import dev.assay.events.bucket.BucketEvent.ChannelRolledBack;
import dev.assay.events.bucket.BucketEvent.ChannelUnassigned;
import dev.assay.events.bucket.BucketEvent.IterationDeleted;
import dev.assay.events.channel.RollbackCause;
import dev.assay.events.iteration.Fingerprint;
import dev.assay.projections.channel.AssignmentRecord.Cause;
import dev.assay.projections.fixtures.Folding;
import dev.assay.projections.fixtures.RandomStory;
import dev.assay.projections.fixtures.Story;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AssignmentFoldTest {

  private static final IterationRef V1 = new IterationRef(Story.FIRST, new Fingerprint("f1"), 1);
  private static final IterationRef V2 = new IterationRef(Story.SECOND, new Fingerprint("f2"), 2);

  private final Story story =
      new Story()
          .bucket()
          .publishedIteration(Story.FIRST, "f1", Story.AWS, 1, null)
          .publishedIteration(Story.SECOND, "f2", Story.AZURE, 2, Story.FIRST)
          .channel(Story.PRODUCTION, "production");
  private final long made = story.last().position();

  private List<AssignmentRecord> production() {
    return Folding.of(story).assignments(Story.PRODUCTION);
  }

  @Test
  void whenCreated_thenNoIntervalYet() {
    assertThat(production()).isEmpty();
  }

  @Test
  void whenMoved_thenOneIntervalEndsWhereTheNextBegins() {
    story
        .assigned(Story.PRODUCTION, Story.FIRST, null)
        .assigned(Story.PRODUCTION, Story.SECOND, Story.FIRST);
    long sequence = story.last().sequence();

    assertThat(production())
        .containsExactly(
            new AssignmentRecord(
                Story.PRODUCTION,
                Story.BUCKET,
                sequence - 1,
                V1,
                null,
                "alice",
                Cause.MANUAL,
                Story.timeOf(made + 1),
                made + 1,
                Story.timeOf(made + 2),
                made + 2),
            new AssignmentRecord(
                Story.PRODUCTION,
                Story.BUCKET,
                sequence,
                V2,
                V1,
                "alice",
                Cause.MANUAL,
                Story.timeOf(made + 2),
                made + 2,
                null,
                null));
  }

  @Test
  void whenUnassigned_thenGapThatRemembersWhatWasBefore() {
    story
        .assigned(Story.PRODUCTION, Story.FIRST, null)
        .commit(new ChannelUnassigned(Story.BUCKET, Story.PRODUCTION, Story.FIRST))
        .assigned(Story.PRODUCTION, Story.SECOND, null);

    assertThat(production())
        .extracting(
            AssignmentRecord::iteration, AssignmentRecord::previous, AssignmentRecord::cause)
        .containsExactly(
            tuple(V1, null, Cause.MANUAL),
            tuple(null, V1, Cause.UNASSIGNMENT),
            tuple(V2, null, Cause.MANUAL));
  }

  @Test
  void whenItsIterationIsDeleted_thenTheRowStaysAndTheRegistryMovedTheChannel() {
    story
        .assigned(Story.PRODUCTION, Story.SECOND, null)
        .commit(
            new ChannelRolledBack(
                Story.BUCKET, Story.PRODUCTION, Story.FIRST, Story.SECOND, RollbackCause.DELETION),
            new IterationDeleted(Story.BUCKET, Story.SECOND));

    assertThat(production()).extracting(AssignmentRecord::iteration).containsExactly(V2, V1);
    assertThat(production().getLast().author()).isEqualTo("HCP Packer");
    assertThat(production().getLast().cause()).isEqualTo(Cause.DELETION);
    assertThat(production().getLast().previous()).isEqualTo(V2);
  }

  @Test
  void whenIterationsComplete_thenLatestFollowsByTheRegistry() {
    assertThat(Folding.of(story).assignments(Story.LATEST))
        .extracting(AssignmentRecord::iteration, AssignmentRecord::author, AssignmentRecord::cause)
        .containsExactly(
            tuple(V1, "HCP Packer", Cause.COMPLETION), tuple(V2, "HCP Packer", Cause.COMPLETION));
  }

  @Test
  void whenChannelOrBucketIsDeleted_thenTheLastIntervalEnds() {
    story
        .assigned(Story.PRODUCTION, Story.FIRST, null)
        .commit(new ChannelDeleted(Story.BUCKET, Story.PRODUCTION));
    assertThat(production().getLast().toPosition()).isEqualTo(made + 2);

    story.commit(new BucketDeleted(Story.BUCKET));
    assertThat(Folding.of(story).assignments(Story.LATEST).getLast().to())
        .isEqualTo(Story.timeOf(made + 3));
  }

  @Test
  void whenTargetIsNotThere_thenHistoryIsBroken() {
    var recorded = story.assigned(Story.PRODUCTION, Story.FIRST, null).last();

    assertThatThrownBy(() -> AssignmentFold.apply(null, null, recorded))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("moves channel 01PRODUCTION to an iteration that is not there");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void givenAnyHistory_thenIntervalsFollowEachOtherAndTheLastIsWhereTheChannelPoints(long seed) {
    var folded = Folding.of(RandomStory.of(seed, 400));
    for (var channel : folded.channels(folded.bucket().orElseThrow().id())) {
      var intervals = folded.assignments(channel.id());
      for (int i = 1; i < intervals.size(); i++) {
        assertThat(intervals.get(i).from()).isEqualTo(intervals.get(i - 1).to());
        assertThat(intervals.get(i).previous()).isEqualTo(intervals.get(i - 1).iteration());
      }
      var last = intervals.isEmpty() ? null : intervals.getLast().iteration();
      assertThat(last == null ? null : last.id()).isEqualTo(channel.iterationId());
      assertThat(intervals.stream().filter(it -> it.to() == null)).hasSizeLessThanOrEqualTo(1);
    }
  }
}
