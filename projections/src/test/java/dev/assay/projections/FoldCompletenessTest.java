package dev.assay.projections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.events.access.ProjectId;
import dev.assay.events.bucket.BucketEvent;
import dev.assay.events.bucket.BucketEvent.ArtifactsRecorded;
import dev.assay.events.bucket.BucketEvent.BucketCreated;
import dev.assay.events.bucket.BucketEvent.BucketDeleted;
import dev.assay.events.bucket.BucketEvent.BucketUpdated;
import dev.assay.events.bucket.BucketEvent.BuildCancelled;
import dev.assay.events.bucket.BucketEvent.BuildCreated;
import dev.assay.events.bucket.BucketEvent.BuildDeleted;
import dev.assay.events.bucket.BucketEvent.BuildDescribed;
import dev.assay.events.bucket.BucketEvent.BuildFailed;
import dev.assay.events.bucket.BucketEvent.BuildFinished;
import dev.assay.events.bucket.BucketEvent.BuildStarted;
import dev.assay.events.bucket.BucketEvent.BuildTimedOut;
import dev.assay.events.bucket.BucketEvent.ChannelAssigned;
import dev.assay.events.bucket.BucketEvent.ChannelCreated;
import dev.assay.events.bucket.BucketEvent.ChannelDeleted;
import dev.assay.events.bucket.BucketEvent.ChannelRestrictionChanged;
import dev.assay.events.bucket.BucketEvent.ChannelRevocationPolicyChanged;
import dev.assay.events.bucket.BucketEvent.ChannelRolledBack;
import dev.assay.events.bucket.BucketEvent.ChannelUnassigned;
import dev.assay.events.bucket.BucketEvent.ChildRecorded;
import dev.assay.events.bucket.BucketEvent.InheritedRevocationEnded;
import dev.assay.events.bucket.BucketEvent.IterationCreated;
import dev.assay.events.bucket.BucketEvent.IterationDeleted;
import dev.assay.events.bucket.BucketEvent.IterationPublished;
import dev.assay.events.bucket.BucketEvent.IterationRestored;
import dev.assay.events.bucket.BucketEvent.IterationRevoked;
import dev.assay.events.bucket.BucketEvent.ParentRecorded;
import dev.assay.events.bucket.BucketEvent.RevocationCancelled;
import dev.assay.events.bucket.BucketEvent.RevocationInherited;
import dev.assay.events.bucket.BucketEvent.RevocationScheduled;
import dev.assay.events.bucket.BucketEvent.RevocationTookEffect;
import dev.assay.events.bucket.BucketId;
import dev.assay.events.bucket.BucketName;
import dev.assay.events.channel.AssignmentCause;
import dev.assay.events.channel.ChannelId;
import dev.assay.events.channel.ChannelName;
import dev.assay.events.channel.OnRevocation;
import dev.assay.events.channel.RollbackCause;
import dev.assay.events.iteration.Artifact;
import dev.assay.events.iteration.ArtifactId;
import dev.assay.events.iteration.BuildId;
import dev.assay.events.iteration.Fingerprint;
import dev.assay.events.iteration.IterationId;
import dev.assay.events.iteration.ParentLink;
import dev.assay.events.iteration.RevokedAncestor;
import dev.assay.events.iteration.TemplateType;
import dev.assay.events.journal.RecordedEvent;
import dev.assay.projections.bucket.BucketFold;
import dev.assay.projections.channel.AssignmentFold;
import dev.assay.projections.channel.AssignmentRecord;
import dev.assay.projections.channel.ChannelFold;
import dev.assay.projections.channel.IterationRef;
import dev.assay.projections.fixtures.Folding;
import dev.assay.projections.fixtures.Story;
import dev.assay.projections.iteration.IterationFold;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every event of a bucket's stream has been thought of: it changes exactly the records that are
 * named here.
 */
class FoldCompletenessTest {

  private enum Change {
    BUCKET,
    ITERATION,
    CHANNEL,
    ASSIGNMENT
  }

  private static final BuildId OTHER_BUILD = new BuildId("01OTHER");
  private static final Set<Change> NOTHING = Set.of();

  /**
   * Events about iteration {@code SECOND}, which runs, and channel {@code PRODUCTION}, which points
   * at {@code FIRST}.
   */
  private static Stream<Arguments> effects() {
    return Stream.of(
        effect(new BucketUpdated(Story.BUCKET, "new", null), Change.BUCKET),
        effect(new BucketDeleted(Story.BUCKET), Change.values()),
        effect(
            new IterationPublished(Story.BUCKET, Story.SECOND, 2), Change.BUCKET, Change.ITERATION),
        effect(new IterationDeleted(Story.BUCKET, Story.SECOND), Change.BUCKET, Change.ITERATION),
        effect(
            new ChildRecorded(Story.BUCKET, Story.SECOND, child()),
            Change.BUCKET,
            Change.ITERATION),
        effect(
            new IterationRevoked(Story.BUCKET, Story.SECOND, "why", false, false),
            Change.ITERATION),
        effect(
            new RevocationScheduled(
                Story.BUCKET, Story.SECOND, Instant.parse("2099-01-01T00:00:00Z"), "", true, true),
            Change.ITERATION),
        effect(
            new RevocationTookEffect(
                Story.BUCKET, Story.SECOND, Instant.parse("2099-01-01T00:00:00Z")),
            Change.ITERATION),
        effect(new RevocationCancelled(Story.BUCKET, Story.SECOND), Change.ITERATION),
        effect(new IterationRestored(Story.BUCKET, Story.SECOND), Change.ITERATION),
        effect(
            new RevocationInherited(Story.BUCKET, Story.SECOND, ancestor(), null, null, false),
            Change.ITERATION),
        effect(
            new InheritedRevocationEnded(Story.BUCKET, Story.SECOND, new IterationId("a")),
            Change.ITERATION),
        effect(
            new BuildCreated(Story.BUCKET, Story.SECOND, OTHER_BUILD, "c", "r"), Change.ITERATION),
        effect(described(), Change.ITERATION),
        effect(
            new ArtifactsRecorded(
                Story.BUCKET,
                Story.SECOND,
                Story.AZURE,
                List.of(new Artifact(new ArtifactId("a"), "", "r"))),
            Change.ITERATION),
        effect(
            new ParentRecorded(
                Story.BUCKET,
                Story.SECOND,
                Story.AZURE,
                new ParentLink(new IterationId("p"), null, null)),
            Change.ITERATION),
        effect(new BuildStarted(Story.BUCKET, Story.SECOND, Story.AZURE), Change.ITERATION),
        effect(new BuildFinished(Story.BUCKET, Story.SECOND, Story.AZURE), Change.ITERATION),
        effect(new BuildFailed(Story.BUCKET, Story.SECOND, Story.AZURE), Change.ITERATION),
        effect(new BuildCancelled(Story.BUCKET, Story.SECOND, Story.AZURE), Change.ITERATION),
        effect(new BuildTimedOut(Story.BUCKET, Story.SECOND, Story.AZURE), Change.ITERATION),
        effect(new BuildDeleted(Story.BUCKET, Story.SECOND, Story.AZURE), Change.ITERATION),
        effect(
            new ChannelRevocationPolicyChanged(Story.BUCKET, Story.PRODUCTION, OnRevocation.HOLD),
            Change.CHANNEL),
        effect(new ChannelRestrictionChanged(Story.BUCKET, Story.PRODUCTION, true), Change.CHANNEL),
        effect(
            new ChannelAssigned(
                Story.BUCKET, Story.PRODUCTION, Story.SECOND, Story.FIRST, AssignmentCause.COPIED),
            Change.CHANNEL,
            Change.ASSIGNMENT),
        effect(
            new ChannelUnassigned(Story.BUCKET, Story.PRODUCTION, Story.FIRST),
            Change.CHANNEL,
            Change.ASSIGNMENT),
        effect(
            new ChannelRolledBack(
                Story.BUCKET, Story.PRODUCTION, null, Story.FIRST, RollbackCause.REVOCATION),
            Change.CHANNEL,
            Change.ASSIGNMENT),
        effect(
            new ChannelDeleted(Story.BUCKET, Story.PRODUCTION), Change.CHANNEL, Change.ASSIGNMENT));
  }

  /** Events that begin something: they are folded onto nothing. */
  private static Stream<Arguments> beginnings() {
    return Stream.of(
        effect(
            new BucketCreated(Story.BUCKET, Story.PROJECT, new BucketName("b"), "", Map.of()),
            Change.BUCKET),
        effect(
            new IterationCreated(
                Story.BUCKET, Story.FIRST, new Fingerprint("f"), TemplateType.UNSET),
            Change.ITERATION),
        effect(
            new ChannelCreated(Story.BUCKET, Story.PRODUCTION, new ChannelName("c"), false, false),
            Change.CHANNEL));
  }

  private static Arguments effect(BucketEvent event, Change... changes) {
    var expected = EnumSet.noneOf(Change.class);
    expected.addAll(List.of(changes));
    return Arguments.of(event, expected);
  }

  private static RevokedAncestor ancestor() {
    return new RevokedAncestor(
        new ProjectId("p"),
        new BucketId("b"),
        new BucketName("base"),
        new IterationId("a"),
        new Fingerprint("f"),
        1);
  }

  private static ChildRecorded.Child child() {
    return new ChildRecorded.Child(
        new ProjectId("p"),
        new BucketId("b"),
        new BucketName("child"),
        new IterationId("c"),
        new Fingerprint("f"),
        new BuildId("b"),
        new ChannelId("ch"));
  }

  private static BuildDescribed described() {
    return new BuildDescribed(
        Story.BUCKET, Story.SECOND, Story.AZURE, "run", null, null, null, null);
  }

  @Test
  void everyEventStandsInThisTest() {
    var named = Stream.concat(effects(), beginnings()).map(it -> it.get()[0].getClass()).toList();
    assertThat(leaves(BucketEvent.class)).containsExactlyInAnyOrderElementsOf(named);
  }

  private static List<Class<?>> leaves(Class<?> type) {
    return type.isSealed()
        ? Stream.of(type.getPermittedSubclasses()).flatMap(it -> leaves(it).stream()).toList()
        : List.of(type);
  }

  @ParameterizedTest
  @MethodSource("effects")
  void givenBucket_whenEvent_thenExactlyTheseRecordsChange(
      BucketEvent event, Set<Change> expected) {
    var story =
        new Story()
            .bucket()
            .publishedIteration(Story.FIRST, "f1", Story.AWS, 1, null)
            .channel(Story.PRODUCTION, "production")
            .assigned(Story.PRODUCTION, Story.FIRST, null)
            .iteration(Story.SECOND, "f2")
            .build(Story.SECOND, Story.AZURE, "azure-arm.ubuntu")
            .finished(Story.SECOND, Story.AZURE, "azure");
    var before = Folding.of(story);
    var recorded = story.commit(event).last();

    assertThat(changes(before, recorded)).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("beginnings")
  void givenNothing_whenEvent_thenExactlyTheseRecordsBegin(
      BucketEvent event, Set<Change> expected) {
    var recorded = new Story().commit(event).last();
    var begun = EnumSet.noneOf(Change.class);
    if (event instanceof BucketCreated && BucketFold.apply(null, recorded) != null) {
      begun.add(Change.BUCKET);
    }
    if (IterationFold.apply(null, recorded) != null) {
      begun.add(Change.ITERATION);
    }
    if (ChannelFold.apply(null, recorded) != null) {
      begun.add(Change.CHANNEL);
    }
    if (!AssignmentFold.apply(null, null, recorded).equals(AssignmentFold.Change.NONE)) {
      begun.add(Change.ASSIGNMENT);
    }
    assertThat(begun).isEqualTo(expected);
  }

  private static Set<Change> changes(Folding before, RecordedEvent recorded) {
    var bucket = before.theBucket();
    var iteration = before.theIteration(Story.SECOND);
    var channel = before.theChannel(Story.PRODUCTION);
    AssignmentRecord open = before.assignments(Story.PRODUCTION).getLast();
    var changes = EnumSet.noneOf(Change.class);
    if (BucketFold.apply(bucket, recorded) != bucket) {
      changes.add(Change.BUCKET);
    }
    if (IterationFold.apply(iteration, recorded) != iteration) {
      changes.add(Change.ITERATION);
    }
    if (ChannelFold.apply(channel, recorded) != channel) {
      changes.add(Change.CHANNEL);
    }
    if (!AssignmentFold.apply(open, IterationRef.of(iteration), recorded)
        .equals(AssignmentFold.Change.NONE)) {
      changes.add(Change.ASSIGNMENT);
    }
    return changes.isEmpty() ? NOTHING : changes;
  }
}
