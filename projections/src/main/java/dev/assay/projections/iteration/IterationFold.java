package dev.assay.projections.iteration;

import dev.assay.events.bucket.BucketEvent;
import dev.assay.events.bucket.BucketEvent.ArtifactsRecorded;
import dev.assay.events.bucket.BucketEvent.BucketCreated;
import dev.assay.events.bucket.BucketEvent.BucketDeleted;
import dev.assay.events.bucket.BucketEvent.BucketUpdated;
import dev.assay.events.bucket.BucketEvent.BuildCancelled;
import dev.assay.events.bucket.BucketEvent.BuildCreated;
import dev.assay.events.bucket.BucketEvent.BuildDeleted;
import dev.assay.events.bucket.BucketEvent.BuildDescribed;
import dev.assay.events.bucket.BucketEvent.BuildEvent;
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
import dev.assay.events.bucket.BucketEvent.IterationEvent;
import dev.assay.events.bucket.BucketEvent.IterationPublished;
import dev.assay.events.bucket.BucketEvent.IterationRestored;
import dev.assay.events.bucket.BucketEvent.IterationRevoked;
import dev.assay.events.bucket.BucketEvent.ParentRecorded;
import dev.assay.events.bucket.BucketEvent.RevocationCancelled;
import dev.assay.events.bucket.BucketEvent.RevocationInherited;
import dev.assay.events.bucket.BucketEvent.RevocationScheduled;
import dev.assay.events.bucket.BucketEvent.RevocationTookEffect;
import dev.assay.events.journal.RecordedEvent;
import dev.assay.projections.revocation.RevocationFold;
import dev.assay.projections.revocation.RevocationRecord;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Folds the events of one iteration and its builds into its record. Events about the bucket, its
 * channels or another iteration return the very record that was given.
 */
public final class IterationFold {

  private IterationFold() {}

  /**
   * @param current the record before the event, null where there is no such iteration
   * @return the record after it, null if the iteration is gone
   * @throws IllegalStateException if the event cannot follow: the history is broken
   */
  public static @Nullable IterationRecord apply(
      @Nullable IterationRecord current, RecordedEvent recorded) {
    if (!(recorded.event() instanceof BucketEvent event)) {
      return current;
    }
    return switch (event) {
      case IterationCreated created -> created(current, created, recorded);
      case IterationPublished e -> {
        var iteration = expect(current, e, recorded);
        yield concerns(e, iteration)
            ? changed(iteration, e.number(), iteration.builds(), recorded)
            : iteration;
      }
      case IterationDeleted e -> {
        var iteration = expect(current, e, recorded);
        yield concerns(e, iteration) ? null : iteration;
      }
      case ChildRecorded e -> {
        var iteration = expect(current, e, recorded);
        yield concerns(e, iteration) && !iteration.hasDescendants()
            ? noted(iteration, true, recorded)
            : iteration;
      }
      case IterationRevoked e -> {
        var iteration = expect(current, e, recorded);
        yield concerns(e, iteration)
            ? revoked(iteration, new RevocationRecord(null, recorded.time(), true), recorded)
            : iteration;
      }
      case RevocationScheduled e -> {
        var iteration = expect(current, e, recorded);
        yield concerns(e, iteration)
            ? revoked(iteration, scheduled(e, recorded), recorded)
            : iteration;
      }
      case RevocationCancelled e -> {
        var iteration = expect(current, e, recorded);
        yield concerns(e, iteration) ? revoked(iteration, null, recorded) : iteration;
      }
      case IterationRestored e -> {
        var iteration = expect(current, e, recorded);
        yield concerns(e, iteration) ? revoked(iteration, null, recorded) : iteration;
      }
      case RevocationInherited e -> {
        var iteration = expect(current, e, recorded);
        yield concerns(e, iteration)
            ? with(
                iteration,
                RevocationFold.inherited(iteration.revocations(), e, recorded.time()),
                recorded)
            : iteration;
      }
      case InheritedRevocationEnded e -> {
        var iteration = expect(current, e, recorded);
        yield concerns(e, iteration)
            ? with(
                iteration, RevocationFold.ended(iteration.revocations(), e.ancestorId()), recorded)
            : iteration;
      }
      case RevocationTookEffect e -> {
        var iteration = expect(current, e, recorded);
        yield concerns(e, iteration)
            ? noted(iteration, iteration.hasDescendants(), recorded)
            : iteration;
      }
      case BuildCreated e -> build(expect(current, e, recorded), e, recorded);
      case BuildDescribed e -> build(expect(current, e, recorded), e, recorded);
      case ArtifactsRecorded e -> build(expect(current, e, recorded), e, recorded);
      case ParentRecorded e -> build(expect(current, e, recorded), e, recorded);
      case BuildStarted e -> build(expect(current, e, recorded), e, recorded);
      case BuildFinished e -> build(expect(current, e, recorded), e, recorded);
      case BuildFailed e -> build(expect(current, e, recorded), e, recorded);
      case BuildCancelled e -> build(expect(current, e, recorded), e, recorded);
      case BuildTimedOut e -> build(expect(current, e, recorded), e, recorded);
      case BuildDeleted e -> build(expect(current, e, recorded), e, recorded);
      case BucketDeleted e ->
          current == null || current.bucketId().equals(e.bucketId()) ? null : current;
      case BucketCreated _, BucketUpdated _ -> current;
      case ChannelCreated _,
          ChannelRestrictionChanged _,
          ChannelRevocationPolicyChanged _,
          ChannelAssigned _,
          ChannelUnassigned _,
          ChannelRolledBack _,
          ChannelDeleted _ ->
          current;
    };
  }

  private static IterationRecord expect(
      @Nullable IterationRecord current, IterationEvent event, RecordedEvent recorded) {
    if (current == null) {
      throw new IllegalStateException(
          "event "
              + recorded.sequence()
              + " of "
              + recorded.stream()
              + " is about iteration "
              + event.iterationId()
              + " (expected: an iteration that was created before)");
    }
    return current;
  }

  private static boolean concerns(IterationEvent event, IterationRecord iteration) {
    return event.iterationId().equals(iteration.id());
  }

  private static IterationRecord created(
      @Nullable IterationRecord current, IterationCreated created, RecordedEvent recorded) {
    if (current != null) {
      return current;
    }
    return new IterationRecord(
        created.iterationId(),
        created.bucketId(),
        created.fingerprint(),
        0,
        created.templateType(),
        recorded.actor().name(),
        List.of(),
        false,
        List.of(),
        recorded.time(),
        recorded.time(),
        recorded.position());
  }

  private static IterationRecord build(
      IterationRecord iteration, BuildEvent event, RecordedEvent recorded) {
    if (!concerns(event, iteration)) {
      return iteration;
    }
    List<BuildRecord> builds = new ArrayList<>(iteration.builds());
    int at = indexOf(builds, event);
    var before = at < 0 ? null : builds.get(at);
    var after = BuildFold.apply(before, event, recorded);
    if (after == null) {
      builds.remove(at);
    } else if (before == null) {
      builds.add(after);
    } else {
      builds.set(at, after);
    }
    return changed(iteration, iteration.number(), Collections.unmodifiableList(builds), recorded);
  }

  private static int indexOf(List<BuildRecord> builds, BuildEvent event) {
    for (int i = 0; i < builds.size(); i++) {
      if (builds.get(i).id().equals(event.buildId())) {
        return i;
      }
    }
    return -1;
  }

  private static IterationRecord changed(
      IterationRecord it, int number, List<BuildRecord> builds, RecordedEvent recorded) {
    return new IterationRecord(
        it.id(),
        it.bucketId(),
        it.fingerprint(),
        number,
        it.templateType(),
        it.author(),
        builds,
        it.hasDescendants(),
        it.revocations(),
        it.createdAt(),
        recorded.time(),
        recorded.position());
  }

  private static RevocationRecord scheduled(RevocationScheduled event, RecordedEvent recorded) {
    return new RevocationRecord(
        null, event.effectiveAt(), !event.effectiveAt().isAfter(recorded.time()));
  }

  private static IterationRecord revoked(
      IterationRecord it, @Nullable RevocationRecord own, RecordedEvent recorded) {
    return with(it, RevocationFold.own(it.revocations(), own), recorded);
  }

  private static IterationRecord with(
      IterationRecord it, List<RevocationRecord> revocations, RecordedEvent recorded) {
    return new IterationRecord(
        it.id(),
        it.bucketId(),
        it.fingerprint(),
        it.number(),
        it.templateType(),
        it.author(),
        it.builds(),
        it.hasDescendants(),
        revocations,
        it.createdAt(),
        recorded.time(),
        recorded.position());
  }

  /** What does not change the iteration itself. */
  private static IterationRecord noted(
      IterationRecord it, boolean hasDescendants, RecordedEvent recorded) {
    return new IterationRecord(
        it.id(),
        it.bucketId(),
        it.fingerprint(),
        it.number(),
        it.templateType(),
        it.author(),
        it.builds(),
        hasDescendants,
        it.revocations(),
        it.createdAt(),
        it.updatedAt(),
        recorded.position());
  }
}
