package dev.assay.projections.views;

import static dev.assay.projections.views.RegistryCollections.ASSIGNMENTS;
import static dev.assay.projections.views.RegistryCollections.ASSIGNMENTS_SHOWN;
import static dev.assay.projections.views.RegistryCollections.BUCKETS;
import static dev.assay.projections.views.RegistryCollections.BUCKETS_BY_CREATED;
import static dev.assay.projections.views.RegistryCollections.BUCKETS_BY_NAME;
import static dev.assay.projections.views.RegistryCollections.CHANNELS;
import static dev.assay.projections.views.RegistryCollections.CHANNELS_BY_NAME;
import static dev.assay.projections.views.RegistryCollections.ITERATIONS;
import static dev.assay.projections.views.RegistryCollections.ITERATIONS_BY_CREATED;
import static dev.assay.projections.views.RegistryCollections.ITERATIONS_BY_FINGERPRINT;
import static dev.assay.projections.views.RegistryCollections.ITERATIONS_BY_NUMBER;
import static dev.assay.projections.views.RegistryCollections.REVOCATION_REASONS;

import dev.assay.events.access.ProjectId;
import dev.assay.events.bucket.BucketId;
import dev.assay.events.bucket.BucketName;
import dev.assay.events.channel.ChannelId;
import dev.assay.events.channel.ChannelName;
import dev.assay.events.iteration.Fingerprint;
import dev.assay.events.iteration.IterationId;
import dev.assay.projections.bucket.BucketRecord;
import dev.assay.projections.channel.AssignmentRecord;
import dev.assay.projections.channel.ChannelRecord;
import dev.assay.projections.iteration.IterationRecord;
import dev.assay.projections.paging.Page;
import dev.assay.projections.paging.PageRequest;
import dev.assay.projections.paging.SortOrder;
import dev.assay.projections.records.RegistryRecords;
import dev.assay.projections.records.Relations;
import dev.assay.projections.revocation.RevocationReason;
import dev.assay.projections.store.CollectionSpec;
import dev.assay.projections.store.IndexKey;
import dev.assay.projections.store.IndexSpec;
import dev.assay.projections.store.Scan;
import dev.assay.projections.store.ViewSnapshot;
import java.util.List;
import java.util.Optional;

/**
 * The records as one read snapshot of the views shows them. For use by one thread; holds resources
 * until closed.
 *
 * <p>Lists are read from an index, so of a {@link SortOrder} the first term counts; what is equal
 * by it is ordered by id.
 */
public final class ViewRecords implements RegistryRecords, AutoCloseable {

  /** What channels can be sorted by. */
  public static final List<String> CHANNEL_ORDERS = List.of("name");

  private final ViewSnapshot snapshot;
  private final Relations relations;

  ViewRecords(ViewSnapshot snapshot) {
    this.snapshot = snapshot;
    this.relations = new ViewRelations(snapshot, this::channel);
  }

  /** The position that the records stand at, −1 for before the first commit. */
  public long position() {
    return snapshot.watermark().position();
  }

  @Override
  public Optional<BucketRecord> bucket(ProjectId project, BucketName name) {
    return first(BUCKETS, BUCKETS_BY_NAME, IndexKey.of(project.value(), name.value()));
  }

  @Override
  public Optional<BucketRecord> bucket(BucketId id) {
    return snapshot.get(BUCKETS, id.value());
  }

  @Override
  public Optional<IterationRecord> iteration(IterationId id) {
    return snapshot.get(ITERATIONS, id.value());
  }

  @Override
  public Optional<IterationRecord> iteration(BucketId bucket, Fingerprint fingerprint) {
    return first(
        ITERATIONS, ITERATIONS_BY_FINGERPRINT, IndexKey.of(bucket.value(), fingerprint.value()));
  }

  @Override
  public Optional<RevocationReason> revocationReason(IterationId id) {
    return snapshot.get(REVOCATION_REASONS, id.value());
  }

  @Override
  public Optional<IterationRecord> newestPublished(BucketId bucket) {
    var newest = Scan.of(ITERATIONS_BY_NUMBER, IndexKey.of(bucket.value()), 1).descending();
    return snapshot.scan(ITERATIONS, newest).stream()
        .filter(IterationRecord::published)
        .findFirst();
  }

  @Override
  public Optional<ChannelRecord> channel(BucketId bucket, ChannelName name) {
    return first(CHANNELS, CHANNELS_BY_NAME, IndexKey.of(bucket.value(), name.value()));
  }

  @Override
  public List<ChannelRecord> channels(BucketId bucket) {
    return snapshot.scan(
        CHANNELS, Scan.of(CHANNELS_BY_NAME, IndexKey.of(bucket.value()), Integer.MAX_VALUE));
  }

  @Override
  public Relations relations() {
    return relations;
  }

  @Override
  public Optional<ChannelRecord> channel(ChannelId id) {
    return snapshot.get(CHANNELS, id.value());
  }

  @Override
  public Page<BucketRecord> buckets(ProjectId project, SortOrder order, PageRequest request) {
    var index =
        switch (field(order)) {
          case "name" -> BUCKETS_BY_NAME;
          case "created_at" -> BUCKETS_BY_CREATED;
          default -> throw unknown(order, BUCKET_ORDERS);
        };
    return new Listing<>(BUCKETS, index, IndexKey.of(project.value()), descending(order))
        .page(snapshot, request);
  }

  @Override
  public Page<IterationRecord> iterations(BucketId bucket, SortOrder order, PageRequest request) {
    var index =
        switch (field(order)) {
          case "name" -> ITERATIONS_BY_NUMBER;
          case "created_at" -> ITERATIONS_BY_CREATED;
          default -> throw unknown(order, ITERATION_ORDERS);
        };
    return new Listing<>(ITERATIONS, index, IndexKey.of(bucket.value()), descending(order))
        .page(snapshot, request);
  }

  /**
   * The living channels of a bucket.
   *
   * @param order by one of {@link #CHANNEL_ORDERS}
   * @throws IllegalArgumentException if it is by something else
   */
  public Page<ChannelRecord> channels(BucketId bucket, SortOrder order, PageRequest request) {
    if (!CHANNEL_ORDERS.contains(field(order))) {
      throw unknown(order, CHANNEL_ORDERS);
    }
    return new Listing<>(CHANNELS, CHANNELS_BY_NAME, IndexKey.of(bucket.value()), descending(order))
        .page(snapshot, request);
  }

  @Override
  public Page<AssignmentRecord> history(ChannelId channel, PageRequest request) {
    return new Listing<>(ASSIGNMENTS, ASSIGNMENTS_SHOWN, IndexKey.of(channel.value()), true)
        .page(snapshot, request);
  }

  @Override
  public int historyCount(ChannelId channel) {
    return Math.toIntExact(
        snapshot.count(ASSIGNMENTS, ASSIGNMENTS_SHOWN, IndexKey.of(channel.value())));
  }

  private <T> Optional<T> first(CollectionSpec<T> collection, IndexSpec<T> index, IndexKey prefix) {
    return snapshot.scan(collection, Scan.of(index, prefix, 1)).stream().findFirst();
  }

  private static String field(SortOrder order) {
    return order.terms().getFirst().field();
  }

  private static boolean descending(SortOrder order) {
    return order.terms().getFirst().descending();
  }

  private static IllegalArgumentException unknown(SortOrder order, List<String> expected) {
    return new IllegalArgumentException(
        "order: " + order + " (expected: by one of " + expected + ")");
  }

  @Override
  public void close() {
    snapshot.close();
  }
}
