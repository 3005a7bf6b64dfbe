package dev.assay.projections.records;

import dev.assay.events.access.ProjectId;
import dev.assay.events.bucket.BucketId;
import dev.assay.events.bucket.BucketName;
import dev.assay.events.channel.ChannelId;
import dev.assay.events.channel.ChannelName;
import dev.assay.events.iteration.Fingerprint;
import dev.assay.events.iteration.IterationId;
import dev.assay.projections.bucket.BucketRecord;
import dev.assay.projections.channel.ChannelRecord;
import dev.assay.projections.iteration.IterationRecord;
import dev.assay.projections.revocation.RevocationReason;
import java.util.List;
import java.util.Optional;

/**
 * Where an answer finds the records that it shows: all of one moment, however often it asks.
 * Implemented over the journal (the moment of a write) and over a read snapshot of the views (now).
 */
public interface RecordSource {

  /** The living bucket with a name. */
  Optional<BucketRecord> bucket(ProjectId project, BucketName name);

  /** The bucket with an identity, empty once it is deleted. */
  Optional<BucketRecord> bucket(BucketId id);

  /** The iteration with an identity, empty once it is deleted. */
  Optional<IterationRecord> iteration(IterationId id);

  /** The living iteration with a fingerprint. */
  Optional<IterationRecord> iteration(BucketId bucket, Fingerprint fingerprint);

  /** Why an iteration was revoked last, living or not; empty if it never was. */
  Optional<RevocationReason> revocationReason(IterationId id);

  /** The complete iteration of a bucket with the highest number. */
  Optional<IterationRecord> newestPublished(BucketId bucket);

  /** The living channel with a name. */
  Optional<ChannelRecord> channel(BucketId bucket, ChannelName name);

  /** The channel with an identity, empty once it is deleted. */
  Optional<ChannelRecord> channel(ChannelId id);

  /** The living channels of a bucket, in order of their names. */
  List<ChannelRecord> channels(BucketId bucket);

  /** What was built from what. */
  Relations relations();
}
