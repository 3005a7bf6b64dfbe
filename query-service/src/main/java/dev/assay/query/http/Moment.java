package dev.assay.query.http;

import dev.assay.events.access.ProjectId;
import dev.assay.events.bucket.BucketName;
import dev.assay.events.channel.ChannelName;
import dev.assay.events.iteration.Fingerprint;
import dev.assay.projections.bucket.BucketRecord;
import dev.assay.projections.channel.ChannelRecord;
import dev.assay.projections.edge.RefusalException;
import dev.assay.projections.edge.Session;
import dev.assay.projections.iteration.IterationRecord;
import dev.assay.projections.records.RegistryRecords;
import dev.assay.projections.refusal.Refusal;
import dev.assay.projections.wire.Audience;
import dev.assay.projections.wire.WireAnswers;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/**
 * The registry at one moment, now or in the past. What there is, and what it was, is of that
 * moment; who may see it is decided by the rights and the {@code restricted} flags of now. A miss
 * is refused as the clients expect.
 */
public final class Moment {

  private final RegistryRecords records;
  private final Audience audience;
  private final WireAnswers wire;

  /**
   * @param clock the instant by which statuses are shown
   * @param restricted whether a channel is restricted now
   */
  Moment(
      RegistryRecords records,
      Session session,
      Instant clock,
      Predicate<ChannelRecord> restricted) {
    this.records = records;
    this.audience = Audience.reading(session.access(), restricted);
    this.wire = new WireAnswers(records, audience, clock);
  }

  public RegistryRecords records() {
    return records;
  }

  public WireAnswers wire() {
    return wire;
  }

  /**
   * @throws RefusalException code 5 if there is none
   */
  public BucketRecord bucket(ProjectId project, BucketName name) {
    return records.bucket(project, name).orElseThrow(() -> missing("bucket " + name));
  }

  /**
   * @throws RefusalException code 10 if there is none, which clients tell apart from other misses
   */
  public IterationRecord iteration(BucketRecord bucket, Fingerprint fingerprint) {
    return records
        .iteration(bucket.id(), fingerprint)
        .orElseThrow(() ->
            new RefusalException(
                new Refusal.Aborted(
                    "version with fingerprint "
                        + fingerprint
                        + " of bucket "
                        + bucket.name()
                        + ": does not exist")));
  }

  /**
   * @throws RefusalException code 5 if there is none, code 7 if the caller may not see it
   */
  public ChannelRecord channel(BucketRecord bucket, ChannelName name) {
    ChannelRecord channel =
        records
            .channel(bucket.id(), name)
            .orElseThrow(() -> missing("channel " + name + " of bucket " + bucket.name()));
    audience
        .access()
        .refusalToRead(bucket.projectId(), bucket.name(), audience.asOfNow(bucket, channel))
        .ifPresent(refusal -> {
          throw new RefusalException(refusal);
        });
    return channel;
  }

  /** The channels of a bucket that the caller may see, in order of their names. */
  public List<ChannelRecord> channels(BucketRecord bucket) {
    return records.channels(bucket.id()).stream()
        .filter(channel -> audience.mayRead(bucket, channel))
        .toList();
  }

  private static RefusalException missing(String what) {
    return new RefusalException(new Refusal.NotFound(what + ": does not exist"));
  }
}
