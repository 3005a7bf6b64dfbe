package dev.assay.command.http;

import dev.assay.events.access.ProjectId;
import dev.assay.events.bucket.BucketName;
import dev.assay.events.channel.ChannelName;
import dev.assay.events.iteration.BuildId;
import dev.assay.events.iteration.Fingerprint;
import dev.assay.projections.bucket.BucketRecord;
import dev.assay.projections.channel.ChannelRecord;
import dev.assay.projections.edge.RefusalException;
import dev.assay.projections.iteration.IterationRecord;
import dev.assay.projections.records.RecordSource;
import dev.assay.projections.refusal.Refusal;
import dev.assay.projections.wire.Answers.AssignAnswer;
import dev.assay.projections.wire.Audience;
import dev.assay.projections.wire.Bucket;
import dev.assay.projections.wire.Build;
import dev.assay.projections.wire.Channel;
import dev.assay.projections.wire.Metadata;
import dev.assay.projections.wire.Version;
import dev.assay.projections.wire.VersionWire;
import dev.assay.projections.wire.WireAnswers;
import java.time.Instant;

/** What answers to writes show: the state as of the write's own commit. */
public final class AsOfCommit {

  private final RecordSource records;
  private final WireAnswers wire;

  AsOfCommit(RecordSource records, Audience audience, Instant now) {
    this.records = records;
    this.wire = new WireAnswers(records, audience, now);
  }

  public Bucket bucket(ProjectId project, BucketName bucket) {
    return wire.bucket(bucketRecord(project, bucket));
  }

  public Version version(
      ProjectId project, BucketName bucket, Fingerprint fingerprint, Metadata metadata) {
    BucketRecord in = bucketRecord(project, bucket);
    return wire.version(in, iteration(in, fingerprint), metadata);
  }

  public Build build(ProjectId project, BucketName bucket, Fingerprint fingerprint, BuildId build) {
    return iteration(bucketRecord(project, bucket), fingerprint)
        .build(build)
        .map(found -> VersionWire.build(found, Metadata.SHOWN))
        .orElseThrow(() -> gone("build " + build));
  }

  public Channel channel(ProjectId project, BucketName bucket, ChannelName channel) {
    BucketRecord in = bucketRecord(project, bucket);
    return wire.channel(in, channelRecord(in, channel));
  }

  public AssignAnswer assigned(
      ProjectId project, BucketName bucket, ChannelName source, ChannelName target) {
    BucketRecord in = bucketRecord(project, bucket);
    Channel from = wire.channel(in, channelRecord(in, source));
    Channel to = wire.channel(in, channelRecord(in, target));
    Version version = to.version();
    if (version == null) {
      throw gone("assignment of " + target);
    }
    return new AssignAnswer(version.fingerprint(), version, from, to);
  }

  private BucketRecord bucketRecord(ProjectId project, BucketName bucket) {
    return records.bucket(project, bucket).orElseThrow(() -> gone("bucket " + bucket));
  }

  private IterationRecord iteration(BucketRecord bucket, Fingerprint fingerprint) {
    return records
        .iteration(bucket.id(), fingerprint)
        .orElseThrow(() ->
            new RefusalException(
                new Refusal.Aborted("version " + fingerprint + ": does not exist")));
  }

  private ChannelRecord channelRecord(BucketRecord bucket, ChannelName channel) {
    return records.channel(bucket.id(), channel).orElseThrow(() -> gone("channel " + channel));
  }

  private static RefusalException gone(String what) {
    return new RefusalException(new Refusal.NotFound(what + ": does not exist"));
  }
}
