package dev.assay.projections.views;

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
  static final int SCHEMA_VERSION = 2;

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

  static final ViewGroup GROUP =
      new ViewGroup(
          "registry",
          SCHEMA_VERSION,
          List.of(BUCKETS, ITERATIONS, CHANNELS, ASSIGNMENTS, REVOCATION_REASONS));

  private RegistryCollections() {}
}
