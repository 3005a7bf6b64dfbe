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
import dev.assay.projections.refusal.Refusal;
import dev.assay.projections.views.ViewRecords;
import dev.assay.projections.wire.Audience;
import dev.assay.projections.wire.WireAnswers;
import java.time.Instant;

/** The registry as one snapshot shows it. A miss is refused as the clients expect. */
public final class Now {

  private final ViewRecords records;
  private final Session session;
  private final WireAnswers wire;

  Now(ViewRecords records, Session session, Instant now) {
    this.records = records;
    this.session = session;
    this.wire = new WireAnswers(records, Audience.reading(session.access()), now);
  }

  public ViewRecords records() {
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
    session
        .access()
        .refusalToRead(bucket.projectId(), bucket.name(), channel)
        .ifPresent(refusal -> {
          throw new RefusalException(refusal);
        });
    return channel;
  }

  private static RefusalException missing(String what) {
    return new RefusalException(new Refusal.NotFound(what + ": does not exist"));
  }
}
