package dev.assay.projections.views;

import static dev.assay.projections.views.RegistryCollections.ASSIGNMENTS;
import static dev.assay.projections.views.RegistryCollections.ASSIGNMENTS_BY_CHANNEL;
import static dev.assay.projections.views.RegistryCollections.BUCKETS;
import static dev.assay.projections.views.RegistryCollections.CHANNELS;
import static dev.assay.projections.views.RegistryCollections.CHANNELS_BY_NAME;
import static dev.assay.projections.views.RegistryCollections.ITERATIONS;
import static dev.assay.projections.views.RegistryCollections.ITERATIONS_BY_CREATED;
import static dev.assay.projections.views.RegistryCollections.REVOCATION_REASONS;

import dev.assay.events.bucket.BucketEvent;
import dev.assay.events.bucket.BucketEvent.BucketCreated;
import dev.assay.events.bucket.BucketEvent.BucketDeleted;
import dev.assay.events.bucket.BucketEvent.BucketUpdated;
import dev.assay.events.bucket.BucketEvent.ChannelAssigned;
import dev.assay.events.bucket.BucketEvent.ChannelCreated;
import dev.assay.events.bucket.BucketEvent.ChannelDeleted;
import dev.assay.events.bucket.BucketEvent.ChannelEvent;
import dev.assay.events.bucket.BucketEvent.ChannelRestrictionChanged;
import dev.assay.events.bucket.BucketEvent.ChannelRevocationPolicyChanged;
import dev.assay.events.bucket.BucketEvent.ChannelRolledBack;
import dev.assay.events.bucket.BucketEvent.ChannelUnassigned;
import dev.assay.events.bucket.BucketEvent.IterationEvent;
import dev.assay.events.bucket.BucketId;
import dev.assay.events.iteration.IterationId;
import dev.assay.events.journal.RecordedCommit;
import dev.assay.events.journal.RecordedEvent;
import dev.assay.projections.bucket.BucketFold;
import dev.assay.projections.channel.AssignmentFold;
import dev.assay.projections.channel.ChannelFold;
import dev.assay.projections.channel.IterationRef;
import dev.assay.projections.iteration.IterationFold;
import dev.assay.projections.revocation.RevocationReason;
import dev.assay.projections.store.CollectionSpec;
import dev.assay.projections.store.IndexKey;
import dev.assay.projections.store.ViewGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hands each event to the folds of the records that it is about, and keeps what they return. */
final class RegistryProjection implements GroupProjection {

  @Override
  public ViewGroup group() {
    return RegistryCollections.GROUP;
  }

  @Override
  public void fetch(List<RecordedCommit> commits, RecordBatch batch) {
    var touched = new Touched();
    commits.forEach(touched::add);
    batch.expect(touched.size());
    touched.forEach(batch::fetch);
  }

  @Override
  public void apply(RecordedCommit commit, RecordBatch batch) {
    CommitEvents.forEach(commit, event -> apply(event, batch));
  }

  @Override
  public boolean asksFor(CollectionSpec<?> collection) {
    return true;
  }

  private static void apply(RecordedEvent recorded, RecordBatch batch) {
    if (!(recorded.event() instanceof BucketEvent event)) {
      return;
    }
    switch (event) {
      case BucketCreated _, BucketUpdated _ -> {}
      case BucketDeleted deleted -> deleteContents(deleted.bucketId(), batch);
      case IterationEvent e -> {
        new RelationProjection(batch).apply(e);
        batch.fold(
            ITERATIONS,
            e.iterationId().value(),
            iteration -> IterationFold.apply(iteration, recorded));
        RevocationReason.of(recorded).ifPresent(given -> batch.put(REVOCATION_REASONS, given));
      }
      case ChannelEvent e -> channel(e, recorded, batch);
    }
    batch.fold(BUCKETS, event.bucketId().value(), bucket -> BucketFold.apply(bucket, recorded));
  }

  private static void channel(ChannelEvent event, RecordedEvent recorded, RecordBatch batch) {
    var id = event.channelId().value();
    if (event instanceof ChannelDeleted) {
      deleteHistory(id, batch);
    } else {
      assignment(event, recorded, batch);
    }
    batch.fold(CHANNELS, id, channel -> ChannelFold.apply(channel, recorded));
  }

  private static void assignment(ChannelEvent event, RecordedEvent recorded, RecordBatch batch) {
    var open = batch.get(ASSIGNMENTS, event.channelId().value());
    var change = AssignmentFold.apply(open, target(event, batch), recorded);
    if (change.ended() != null) {
      batch.delete(ASSIGNMENTS, event.channelId().value());
      batch.add(ASSIGNMENTS, change.ended());
    }
    if (change.begun() != null) {
      batch.put(ASSIGNMENTS, change.begun());
    }
  }

  private static @Nullable IterationRef target(ChannelEvent event, RecordBatch batch) {
    IterationId id =
        switch (event) {
          case ChannelAssigned e -> e.iterationId();
          case ChannelRolledBack e -> e.iterationId();
          case ChannelCreated _,
              ChannelUnassigned _,
              ChannelRestrictionChanged _,
              ChannelRevocationPolicyChanged _,
              ChannelDeleted _ ->
              null;
        };
    var found = id == null ? null : batch.get(ITERATIONS, id.value());
    return found == null ? null : IterationRef.of(found);
  }

  private static void deleteContents(BucketId bucket, RecordBatch batch) {
    var within = IndexKey.of(bucket.value());
    var iterations = batch.documents(ITERATIONS, ITERATIONS_BY_CREATED, within);
    new RelationProjection(batch).bucketDeleted(bucket, iterations.values());
    iterations.keySet().forEach(iteration -> batch.delete(ITERATIONS, iteration));
    for (var channel : batch.keys(CHANNELS, CHANNELS_BY_NAME, within)) {
      deleteHistory(channel, batch);
      batch.delete(CHANNELS, channel);
    }
  }

  /** A channel's history ends with the channel; answers about the past come from the journal. */
  private static void deleteHistory(String channel, RecordBatch batch) {
    for (var interval : batch.keys(ASSIGNMENTS, ASSIGNMENTS_BY_CHANNEL, IndexKey.of(channel))) {
      batch.delete(ASSIGNMENTS, interval);
    }
  }
}
