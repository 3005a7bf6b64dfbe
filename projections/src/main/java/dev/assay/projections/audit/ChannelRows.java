package dev.assay.projections.audit;

import dev.assay.events.bucket.BucketEvent.ChannelAssigned;
import dev.assay.events.bucket.BucketEvent.ChannelCreated;
import dev.assay.events.bucket.BucketEvent.ChannelDeleted;
import dev.assay.events.bucket.BucketEvent.ChannelEvent;
import dev.assay.events.bucket.BucketEvent.ChannelRestrictionChanged;
import dev.assay.events.bucket.BucketEvent.ChannelRevocationPolicyChanged;
import dev.assay.events.bucket.BucketEvent.ChannelRolledBack;
import dev.assay.events.bucket.BucketEvent.ChannelUnassigned;
import dev.assay.events.channel.OnRevocation;
import dev.assay.events.iteration.IterationId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What happens to a channel. */
final class ChannelRows {

  private static final String VERSION = "version";

  private ChannelRows() {}

  static void fold(ChannelEvent event, AuditTarget bucket, CommitRows rows) {
    Thing.Channel before = known(event, rows);
    switch (event) {
      case ChannelCreated e -> created(e, bucket, rows);
      case ChannelRevocationPolicyChanged e -> {
        update(before, bucket, rows)
            .change("on_revocation", text(before.onRevocation()), text(e.onRevocation()));
        keep(
            new Thing.Channel(
                before.id(),
                before.name(),
                before.restricted(),
                e.onRevocation(),
                before.versionId()),
            rows);
      }
      case ChannelRestrictionChanged e -> {
        update(before, bucket, rows).change("restricted", before.restricted(), e.restricted());
        keep(
            new Thing.Channel(
                before.id(),
                before.name(),
                e.restricted(),
                before.onRevocation(),
                before.versionId()),
            rows);
      }
      case ChannelAssigned e -> {
        moved(
                AuditAction.CHANNEL_ASSIGN,
                before,
                e.previousIterationId(),
                e.iterationId(),
                bucket,
                rows)
            .because(e.cause().name().toLowerCase(Locale.ROOT));
      }
      case ChannelUnassigned e ->
          moved(AuditAction.CHANNEL_UNASSIGN, before, e.previousIterationId(), null, bucket, rows);
      case ChannelRolledBack e ->
          moved(
                  AuditAction.CHANNEL_ROLLBACK,
                  before,
                  e.previousIterationId(),
                  e.iterationId(),
                  bucket,
                  rows)
              .because(e.cause().name().toLowerCase(Locale.ROOT));
      case ChannelDeleted _ ->
          row(AuditAction.CHANNEL_DELETE, before, bucket, rows)
              .change(VERSION, rows.version(before.versionId()), null);
    }
  }

  private static Thing.Channel known(ChannelEvent event, CommitRows rows) {
    String id = event.channelId().value();
    Thing.Channel known = rows.things().find(Thing.Channel.class, id);
    return known == null ? new Thing.Channel(id, id, false, OnRevocation.ROLL_BACK, null) : known;
  }

  private static void keep(Thing.Channel channel, CommitRows rows) {
    rows.things().keep(Thing.Channel.class, channel);
  }

  private static RowDraft row(
      AuditAction action, Thing.Channel channel, AuditTarget bucket, CommitRows rows) {
    return rows.row(
        action,
        channel.id(),
        bucket.channel(channel.name(), channel.id()),
        subject(channel, bucket));
  }

  private static RowDraft update(Thing.Channel channel, AuditTarget bucket, CommitRows rows) {
    return rows.update(
        AuditAction.CHANNEL_CREATE,
        AuditAction.CHANNEL_UPDATE,
        channel.id(),
        bucket.channel(channel.name(), channel.id()),
        subject(channel, bucket));
  }

  private static String subject(Thing.Channel channel, AuditTarget bucket) {
    return "channel " + channel.name() + " of " + BucketRows.subject(bucket);
  }

  private static void created(ChannelCreated e, AuditTarget bucket, CommitRows rows) {
    var made =
        new Thing.Channel(
            e.channelId().value(), e.name().value(), e.restricted(), OnRevocation.ROLL_BACK, null);
    row(AuditAction.CHANNEL_CREATE, made, bucket, rows)
        .change("restricted", null, e.restricted())
        .change("managed", null, e.managed());
    keep(made, rows);
  }

  private static RowDraft moved(
      AuditAction action,
      Thing.Channel channel,
      @Nullable IterationId from,
      @Nullable IterationId to,
      AuditTarget bucket,
      CommitRows rows) {
    keep(channel.pointing(to == null ? null : to.value()), rows);
    return row(action, channel, bucket, rows)
        .change(
            VERSION,
            rows.version(from == null ? null : from.value()),
            rows.version(to == null ? null : to.value()));
  }

  /** As the API calls it. */
  private static String text(OnRevocation what) {
    return what.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
