package dev.assay.projections.views;

import static dev.assay.projections.views.RegistryCollections.BUCKETS;
import static dev.assay.projections.views.RegistryCollections.CHILDREN_COUNTS;
import static dev.assay.projections.views.RegistryCollections.ITERATIONS;
import static dev.assay.projections.views.RegistryCollections.ITERATIONS_BY_NUMBER;
import static dev.assay.projections.views.RegistryCollections.NEWEST_CHILDREN;
import static dev.assay.projections.views.RegistryCollections.RELATIONS;
import static dev.assay.projections.views.RegistryCollections.RELATIONS_BY_CHILD;
import static dev.assay.projections.views.RegistryCollections.RELATIONS_BY_PARENT;

import dev.assay.events.bucket.BucketEvent.BuildDeleted;
import dev.assay.events.bucket.BucketEvent.IterationDeleted;
import dev.assay.events.bucket.BucketEvent.IterationEvent;
import dev.assay.events.bucket.BucketEvent.IterationPublished;
import dev.assay.events.bucket.BucketEvent.ParentRecorded;
import dev.assay.events.bucket.BucketId;
import dev.assay.events.iteration.IterationId;
import dev.assay.projections.ancestry.ChildrenCount;
import dev.assay.projections.ancestry.Kin;
import dev.assay.projections.ancestry.RelationRecord;
import dev.assay.projections.iteration.BuildRecord;
import dev.assay.projections.iteration.IterationRecord;
import dev.assay.projections.store.IndexKey;
import dev.assay.projections.views.RegistryCollections.NewestChild;
import java.util.Collection;
import java.util.Comparator;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what was built from what. A child's own events decide it; of the parent's only that it is
 * gone. It is told of each event before the child's own record changes.
 */
final class RelationProjection {

  private final RecordBatch batch;

  RelationProjection(RecordBatch batch) {
    this.batch = batch;
  }

  void apply(IterationEvent event) {
    switch (event) {
      case ParentRecorded recorded -> recorded(recorded);
      case BuildDeleted deleted -> buildDeleted(deleted);
      case IterationPublished published -> published(published);
      case IterationDeleted deleted -> deleted(deleted);
      default -> {}
    }
  }

  /** All that is in the bucket is about to be deleted. */
  void bucketDeleted(BucketId bucket, Collection<IterationRecord> iterations) {
    iterations.forEach(this::gone);
    newest(bucket, null);
  }

  private void recorded(ParentRecorded event) {
    var tracked = event.parent().tracked();
    if (tracked == null) {
      return;
    }
    var bucket = Objects.requireNonNull(batch.get(BUCKETS, event.bucketId().value()));
    var child = Objects.requireNonNull(batch.get(ITERATIONS, event.iterationId().value()));
    var key =
        RelationRecord.key(
            child.id(), event.parent().declaredIterationId(), event.parent().declaredChannelId());
    var known = batch.get(RELATIONS, key);
    change(
        known,
        known == null
            ? RelationRecord.of(Kin.of(bucket, child), tracked, event)
            : known.with(event.buildId()));
  }

  private void buildDeleted(BuildDeleted event) {
    var iteration = batch.get(ITERATIONS, event.iterationId().value());
    if (iteration != null) {
      iteration
          .build(event.buildId())
          .ifPresent(build -> of(build, relation -> relation.without(build.id())));
    }
  }

  private void published(IterationPublished event) {
    var iteration = batch.get(ITERATIONS, event.iterationId().value());
    var before = batch.get(NEWEST_CHILDREN, event.bucketId().value());
    if (before != null) {
      ofLiving(before.iterationId(), relation -> relation.newest(false));
    }
    if (iteration != null) {
      ofLiving(iteration.id(), relation -> relation.published(event.number()));
      newest(event.bucketId(), iteration);
    }
  }

  private void deleted(IterationDeleted event) {
    var iteration = batch.get(ITERATIONS, event.iterationId().value());
    if (iteration == null) {
      return;
    }
    gone(iteration);
    var next = newestWithout(iteration);
    if (iteration.published() && (next == null || next.number() < iteration.number())) {
      newest(iteration.bucketId(), next);
    }
  }

  /** The complete iteration of the bucket with the highest number, if one is left. */
  private @Nullable IterationRecord newestWithout(IterationRecord iteration) {
    return batch
        .last(
            ITERATIONS,
            ITERATIONS_BY_NUMBER,
            IndexKey.of(iteration.bucketId().value()),
            Comparator.comparingInt(IterationRecord::number),
            iteration.id().value())
        .filter(IterationRecord::published)
        .orElse(null);
  }

  /** From now on the bucket stands for this iteration among the children of others. */
  private void newest(BucketId bucket, @Nullable IterationRecord iteration) {
    if (iteration != null && iteration.builds().stream().anyMatch(RelationProjection::isChild)) {
      ofLiving(iteration.id(), relation -> relation.newest(true));
      batch.put(NEWEST_CHILDREN, new NewestChild(bucket, iteration.id()));
    } else if (batch.get(NEWEST_CHILDREN, bucket.value()) != null) {
      batch.delete(NEWEST_CHILDREN, bucket.value());
    }
  }

  /** The iteration is deleted: as a child, and as a parent. */
  private void gone(IterationRecord iteration) {
    var own = IndexKey.of(iteration.id().value());
    for (var relation : batch.documents(RELATIONS, RELATIONS_BY_CHILD, own).values()) {
      change(relation, relation.childGone(iteration.number()));
    }
    if (iteration.hasDescendants()) {
      for (var relation : batch.documents(RELATIONS, RELATIONS_BY_PARENT, own).values()) {
        change(relation, relation.parentGone(iteration.number()));
      }
    }
  }

  /** Changes the relations that an iteration's builds declare. */
  private void ofLiving(IterationId iteration, UnaryOperator<RelationRecord> how) {
    var living = batch.get(ITERATIONS, iteration.value());
    if (living != null) {
      living.builds().forEach(build -> of(build, how));
    }
  }

  private void of(BuildRecord build, UnaryOperator<RelationRecord> how) {
    var parent = build.parent();
    if (parent != null) {
      change(
          RelationRecord.key(
              build.iterationId(), parent.declaredIterationId(), parent.declaredChannelId()),
          how);
    }
  }

  private void change(String key, UnaryOperator<RelationRecord> how) {
    var known = batch.get(RELATIONS, key);
    if (known != null) {
      change(known, how.apply(known));
    }
  }

  private void change(@Nullable RelationRecord before, RelationRecord after) {
    if (after.equals(before)) {
      return;
    }
    batch.put(RELATIONS, after);
    boolean was = before != null && before.shown();
    if (was != after.shown()) {
      count(after, after.shown() ? 1 : -1);
    }
  }

  private void count(RelationRecord relation, int more) {
    var parent = relation.parent().bucketId();
    var project = relation.child().projectId();
    var known = batch.get(CHILDREN_COUNTS, ChildrenCount.key(parent, project));
    batch.put(
        CHILDREN_COUNTS,
        (known == null ? ChildrenCount.none(parent, project) : known).counting(relation, more));
  }

  private static boolean isChild(BuildRecord build) {
    return build.parent() != null && build.parent().tracked() != null;
  }
}
