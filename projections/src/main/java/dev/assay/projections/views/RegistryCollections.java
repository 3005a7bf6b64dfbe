package dev.assay.projections.views;

import dev.assay.events.bucket.BucketId;
import dev.assay.events.channel.ChannelId;
import dev.assay.events.iteration.IterationId;
import dev.assay.projections.ancestry.ChildrenCount;
import dev.assay.projections.ancestry.RelationRecord;
import dev.assay.projections.bucket.BucketRecord;
import dev.assay.projections.channel.AssignmentRecord;
import dev.assay.projections.channel.ChannelRecord;
import dev.assay.projections.iteration.IterationRecord;
import dev.assay.projections.revocation.RevocationReason;
import dev.assay.projections.store.CollectionSpec;
import dev.assay.projections.store.IndexKey;
import dev.assay.projections.store.IndexSpec;
import dev.assay.projections.store.ViewGroup;
import java.util.List;
import java.util.Optional;

/**
 * The collections of the group {@code registry}. Everything is keyed by ids; names only order and
 * find.
 */
final class RegistryCollections {

  /**
   * To be raised with every change of documents, keys, indexes or folds that makes what is kept
   * wrong.
   */
  static final int SCHEMA_VERSION = 3;

  static final IndexSpec<BucketRecord> BUCKETS_BY_NAME =
      IndexSpec.of("by_name", b -> IndexKey.of(b.projectId().value(), b.name().value()));
  static final IndexSpec<BucketRecord> BUCKETS_BY_CREATED =
      IndexSpec.of("by_created", b -> IndexKey.of(b.projectId().value(), b.createdAt()));
  static final CollectionSpec<BucketRecord> BUCKETS =
      new CollectionSpec<>(
          "buckets",
          new RecordCodec<>(BucketRecord.class),
          bucket -> bucket.id().value(),
          List.of(BUCKETS_BY_NAME, BUCKETS_BY_CREATED));

  static final IndexSpec<IterationRecord> ITERATIONS_BY_FINGERPRINT =
      IndexSpec.of(
          "by_fingerprint", i -> IndexKey.of(i.bucketId().value(), i.fingerprint().value()));
  static final IndexSpec<IterationRecord> ITERATIONS_BY_CREATED =
      IndexSpec.of("by_created", i -> IndexKey.of(i.bucketId().value(), i.createdAt()));
  static final IndexSpec<IterationRecord> ITERATIONS_BY_NUMBER =
      IndexSpec.of("by_number", i -> IndexKey.of(i.bucketId().value(), i.number()));
  static final CollectionSpec<IterationRecord> ITERATIONS =
      new CollectionSpec<>(
          "iterations",
          new RecordCodec<>(IterationRecord.class),
          iteration -> iteration.id().value(),
          List.of(ITERATIONS_BY_FINGERPRINT, ITERATIONS_BY_CREATED, ITERATIONS_BY_NUMBER));

  static final IndexSpec<ChannelRecord> CHANNELS_BY_NAME =
      IndexSpec.of("by_name", c -> IndexKey.of(c.bucketId().value(), c.name().value()));
  static final CollectionSpec<ChannelRecord> CHANNELS =
      new CollectionSpec<>(
          "channels",
          new RecordCodec<>(ChannelRecord.class),
          channel -> channel.id().value(),
          List.of(CHANNELS_BY_NAME));

  static final IndexSpec<AssignmentRecord> ASSIGNMENTS_BY_CHANNEL =
      IndexSpec.of("by_channel", a -> IndexKey.of(a.channelId().value(), a.sequence()));

  /** Without the gaps in which a channel pointed at nothing. */
  static final IndexSpec<AssignmentRecord> ASSIGNMENTS_SHOWN =
      new IndexSpec<>(
          "shown",
          a ->
              Optional.ofNullable(a.iteration())
                  .map(shown -> IndexKey.of(a.channelId().value(), a.sequence())));

  /**
   * The open interval of a channel stands under the channel's own id, so that it is found without a
   * scan.
   */
  static final CollectionSpec<AssignmentRecord> ASSIGNMENTS =
      new CollectionSpec<>(
          "assignments",
          new RecordCodec<>(AssignmentRecord.class),
          interval ->
              interval.to() == null
                  ? interval.channelId().value()
                  : interval.channelId() + "/" + interval.sequence(),
          List.of(ASSIGNMENTS_BY_CHANNEL, ASSIGNMENTS_SHOWN));

  /** By iteration; they outlive it, since others may have inherited its revocation. */
  static final CollectionSpec<RevocationReason> REVOCATION_REASONS =
      new CollectionSpec<>(
          "revocation_reasons",
          new RecordCodec<>(RevocationReason.class),
          reason -> reason.iterationId().value(),
          List.of());

  static final IndexSpec<RelationRecord> RELATIONS_BY_CHILD =
      IndexSpec.of(
          "by_child",
          r -> IndexKey.of(r.child().iterationId().value(), r.parent().iterationId().value()));

  static final IndexSpec<RelationRecord> RELATIONS_BY_PARENT =
      IndexSpec.of("by_parent", r -> placed(r, r.parent().iterationId().value()));

  /** The children of a bucket that count, in the order of a list. */
  static final IndexSpec<RelationRecord> CHILDREN =
      new IndexSpec<>("children", r -> shown(r).map(s -> placed(s, s.parent().bucketId().value())));

  /** The same by the channel that they declare. */
  static final IndexSpec<RelationRecord> CHILDREN_BY_CHANNEL =
      new IndexSpec<>(
          "children_by_channel",
          r ->
              shown(r)
                  .flatMap(s ->
                      Optional.ofNullable(s.channelId())
                          .map(via -> placed(s, s.parent().bucketId().value(), via.value()))));

  /**
   * The same in an order that tells how fresh they are together without looking at each: by the
   * channel that decides it, an empty one where none can, and by the parent.
   */
  static final IndexSpec<RelationRecord> CHILDREN_BY_FRESHNESS =
      new IndexSpec<>(
          "children_by_freshness",
          r ->
              shown(r)
                  .map(s ->
                      IndexKey.of(
                          s.parent().bucketId().value(),
                          s.deciding().map(ChannelId::value).orElse(""),
                          s.parent().iterationId().value())));

  /** They outlive child and parent. */
  static final CollectionSpec<RelationRecord> RELATIONS =
      new CollectionSpec<>(
          "relations",
          new RecordCodec<>(RelationRecord.class),
          RelationRecord::key,
          List.of(
              RELATIONS_BY_CHILD,
              RELATIONS_BY_PARENT,
              CHILDREN,
              CHILDREN_BY_CHANNEL,
              CHILDREN_BY_FRESHNESS));

  static final IndexSpec<ChildrenCount> CHILDREN_COUNTS_BY_PARENT =
      IndexSpec.of("by_parent", c -> IndexKey.of(c.parentId().value(), c.projectId().value()));
  static final CollectionSpec<ChildrenCount> CHILDREN_COUNTS =
      new CollectionSpec<>(
          "children_counts",
          new RecordCodec<>(ChildrenCount.class),
          ChildrenCount::key,
          List.of(CHILDREN_COUNTS_BY_PARENT));

  /** By bucket; there is one where its newest complete iteration has a parent that is tracked. */
  static final CollectionSpec<NewestChild> NEWEST_CHILDREN =
      new CollectionSpec<>(
          "newest_children",
          new RecordCodec<>(NewestChild.class),
          newest -> newest.bucketId().value(),
          List.of());

  /**
   * The complete iteration of a bucket with the highest number, where it is somebody's child.
   *
   * @param bucketId its bucket
   */
  record NewestChild(BucketId bucketId, IterationId iterationId) {}

  private static Optional<RelationRecord> shown(RelationRecord relation) {
    return Optional.of(relation).filter(RelationRecord::shown);
  }

  private static IndexKey placed(RelationRecord relation, Object... under) {
    return IndexKey.of(under).with(relation.place().toArray());
  }

  static final ViewGroup GROUP =
      new ViewGroup(
          "registry",
          SCHEMA_VERSION,
          List.of(
              BUCKETS,
              ITERATIONS,
              CHANNELS,
              ASSIGNMENTS,
              REVOCATION_REASONS,
              RELATIONS,
              CHILDREN_COUNTS,
              NEWEST_CHILDREN));

  private RegistryCollections() {}
}
