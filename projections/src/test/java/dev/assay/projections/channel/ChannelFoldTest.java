package dev.assay.projections.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.events.bucket.BucketEvent.ChannelAssigned;
import dev.assay.events.bucket.BucketEvent.ChannelDeleted;
import dev.assay.events.bucket.BucketEvent.ChannelRestrictionChanged;
import dev.assay.events.bucket.BucketEvent.ChannelRolledBack;
import dev.assay.events.bucket.BucketEvent.ChannelUnassigned;
import dev.assay.events.channel.AssignmentCause;
import dev.assay.events.channel.ChannelName;
import dev.assay.events.channel.OnRevocation;
import dev.assay.events.channel.RollbackCause;
import dev.assay.events.journal.Actor;
import dev.assay.projections.fixtures.Folding;
import dev.assay.projections.fixtures.Story;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChannelFoldTest {

  private static final Actor BOB = new Actor("p-2", "bob", Actor.Kind.SERVICE_PRINCIPAL);

  private final Story story =
      new Story()
          .bucket()
          .publishedIteration(Story.FIRST, "f1", Story.AWS, 1, null)
          .channel(Story.PRODUCTION, "production");
  private final long made = story.last().position();

  private ChannelRecord production() {
    return Folding.of(story).theChannel(Story.PRODUCTION);
  }

  private ChannelRecord latest() {
    return Folding.of(story).theChannel(Story.LATEST);
  }

  @Test
  void whenCreated_thenPointsAtNothing() {
    assertThat(production())
        .isEqualTo(
            new ChannelRecord(
                Story.PRODUCTION,
                Story.BUCKET,
                new ChannelName("production"),
                false,
                false,
                OnRevocation.ROLL_BACK,
                "alice",
                null,
                Story.timeOf(made),
                Story.timeOf(made),
                made));
  }

  @Test
  void whenAssigned_thenPointsThereAndIsUpdatedByTheCaller() {
    story.by(BOB).assigned(Story.PRODUCTION, Story.FIRST, null);

    assertThat(production().iterationId()).isEqualTo(Story.FIRST);
    assertThat(production().author()).isEqualTo("bob");
    assertThat(production().createdAt()).isEqualTo(Story.timeOf(made));
    assertThat(production().updatedAt()).isEqualTo(Story.timeOf(made + 1));
    assertThat(production().lastPosition()).isEqualTo(made + 1);
  }

  @ParameterizedTest
  @CsvSource({"MANUAL, bob", "COPIED, bob", "COMPLETION, HCP Packer"})
  void whenAssigned_thenAuthorFollowsTheCause(AssignmentCause cause, String author) {
    story
        .by(BOB)
        .commit(new ChannelAssigned(Story.BUCKET, Story.PRODUCTION, Story.FIRST, null, cause));

    assertThat(production().author()).isEqualTo(author);
  }

  @ParameterizedTest
  @CsvSource({"MANUAL, bob", "REVOCATION, HCP Packer", "DELETION, HCP Packer"})
  void whenRolledBack_thenAuthorFollowsTheCause(RollbackCause cause, String author) {
    story
        .assigned(Story.PRODUCTION, Story.FIRST, null)
        .by(BOB)
        .commit(new ChannelRolledBack(Story.BUCKET, Story.PRODUCTION, null, Story.FIRST, cause));

    assertThat(production().iterationId()).isNull();
    assertThat(production().author()).isEqualTo(author);
  }

  @Test
  void whenUnassigned_thenPointsAtNothing() {
    story
        .assigned(Story.PRODUCTION, Story.FIRST, null)
        .commit(new ChannelUnassigned(Story.BUCKET, Story.PRODUCTION, Story.FIRST));

    assertThat(production().iterationId()).isNull();
  }

  @Test
  void whenRestricted_thenKeepsItsAssignment() {
    story
        .assigned(Story.PRODUCTION, Story.FIRST, null)
        .by(BOB)
        .commit(new ChannelRestrictionChanged(Story.BUCKET, Story.PRODUCTION, true));

    assertThat(production().restricted()).isTrue();
    assertThat(production().iterationId()).isEqualTo(Story.FIRST);
    assertThat(production().author()).isEqualTo("bob");
  }

  @Test
  void whenTheManagedChannelIsOpened_thenItsAuthorStaysTheRegistry() {
    story.commit(new ChannelRestrictionChanged(Story.BUCKET, Story.LATEST, false));

    assertThat(latest().restricted()).isFalse();
    assertThat(latest().managed()).isTrue();
    assertThat(latest().author()).isEqualTo("HCP Packer");
  }

  @Test
  void whenDeleted_thenGone() {
    story.commit(new ChannelDeleted(Story.BUCKET, Story.PRODUCTION));

    assertThat(Folding.of(story).channel(Story.BUCKET, new ChannelName("production"))).isEmpty();
  }

  @Test
  void whenItWasNeverCreated_thenHistoryIsBroken() {
    var recorded = story.assigned(Story.PRODUCTION, Story.FIRST, null).last();

    assertThatThrownBy(() -> ChannelFold.apply(null, recorded))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is about channel 01PRODUCTION (expected: a channel that was");
  }
}
