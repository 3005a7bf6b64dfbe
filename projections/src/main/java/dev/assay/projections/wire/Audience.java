package dev.assay.projections.wire;

import dev.assay.events.access.OrganizationId;
import dev.assay.events.access.ProjectId;
import dev.assay.events.bucket.BucketName;
import dev.assay.projections.access.Access;
import dev.assay.projections.access.Permission;
import dev.assay.projections.bucket.BucketRecord;
import dev.assay.projections.channel.ChannelRecord;
import java.util.function.Predicate;

/**
 * On whose behalf an answer is made: what it may name, and whether it shows what other streams
 * decide.
 *
 * @param access what the caller may do
 * @param restricted whether a channel is restricted now, whatever it was at the moment that is
 *     shown
 * @param relatives whether {@code parents} and {@code children} are shown: in reads, not in answers
 *     to writes
 */
public record Audience(Access access, Predicate<ChannelRecord> restricted, boolean relatives) {

  /** Of a read. */
  public static Audience reading(Access access, Predicate<ChannelRecord> restricted) {
    return new Audience(access, restricted, true);
  }

  /** Of a write: its answer shows nothing that another stream decides. */
  public static Audience writing(Access access) {
    return new Audience(access, ChannelRecord::restricted, false);
  }

  OrganizationId organization() {
    return access.organization().id();
  }

  /** Whether the caller may see a channel of a bucket. */
  public boolean mayRead(BucketRecord bucket, ChannelRecord channel) {
    return access.mayRead(bucket.projectId(), bucket.name(), asOfNow(bucket, channel));
  }

  /** With the flag of now, which nobody needs who sees restricted channels anyway. */
  public ChannelRecord asOfNow(BucketRecord bucket, ChannelRecord channel) {
    return access.may(Permission.WRITE, bucket.projectId(), bucket.name())
        ? channel
        : channel.restricted(restricted.test(channel));
  }

  boolean mayRead(ProjectId project, BucketName bucket) {
    return access.may(Permission.READ, project, bucket);
  }
}
