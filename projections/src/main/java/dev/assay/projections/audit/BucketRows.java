package dev.assay.projections.audit;

import dev.assay.events.bucket.BucketEvent;
import dev.assay.events.bucket.BucketEvent.BucketCreated;
import dev.assay.events.bucket.BucketEvent.BucketDeleted;
import dev.assay.events.bucket.BucketEvent.BucketUpdated;
import dev.assay.events.bucket.BucketEvent.BuildEvent;
import dev.assay.events.bucket.BucketEvent.ChannelEvent;
import dev.assay.events.bucket.BucketEvent.ChildRecorded;
import dev.assay.events.bucket.BucketEvent.InheritedRevocationEnded;
import dev.assay.events.bucket.BucketEvent.IterationCreated;
import dev.assay.events.bucket.BucketEvent.IterationDeleted;
import dev.assay.events.bucket.BucketEvent.IterationPublished;
import dev.assay.events.bucket.BucketEvent.IterationRestored;
import dev.assay.events.bucket.BucketEvent.IterationRevoked;
import dev.assay.events.bucket.BucketEvent.RevocationCancelled;
import dev.assay.events.bucket.BucketEvent.RevocationInherited;
import dev.assay.events.bucket.BucketEvent.RevocationScheduled;
import dev.assay.events.bucket.BucketEvent.RevocationTookEffect;
import dev.assay.events.journal.StreamName;
import java.util.Map;

/** What happens to a bucket, and where its stream says that it lies. */
final class BucketRows {

  private static final Thing.Bucket UNKNOWN = new Thing.Bucket("", "", Map.of());

  private BucketRows() {}

  static void fold(StreamName stream, BucketEvent event, CommitRows rows) {
    AuditTarget bucket = target(stream, event.bucketId().value());
    switch (event) {
      case BucketCreated e -> created(e, bucket, rows);
      case BucketUpdated e -> updated(e, bucket, rows);
      case BucketDeleted e ->
          rows.row(AuditAction.BUCKET_DELETE, e.bucketId().value(), bucket, subject(bucket));
      case BuildEvent e -> BuildRows.fold(e, bucket, rows);
      case ChannelEvent e -> ChannelRows.fold(e, bucket, rows);
      case IterationCreated e -> VersionRows.created(e, bucket, rows);
      case IterationPublished e -> VersionRows.published(e, bucket, rows);
      case IterationDeleted e -> VersionRows.deleted(e, bucket, rows);
      case ChildRecorded e -> VersionRows.child(e, bucket, rows);
      case IterationRevoked e -> VersionRows.revoked(e, bucket, rows);
      case RevocationScheduled e -> VersionRows.scheduled(e, bucket, rows);
      case RevocationTookEffect e -> VersionRows.tookEffect(e, bucket, rows);
      case RevocationCancelled e -> VersionRows.cancelled(e, bucket, rows);
      case IterationRestored e -> VersionRows.restored(e, bucket, rows);
      case RevocationInherited e -> VersionRows.inherited(e, bucket, rows);
      case InheritedRevocationEnded e -> VersionRows.inheritedEnded(e, bucket, rows);
    }
  }

  /** The stream is {@code bucket/<project>/<name>}. */
  private static AuditTarget target(StreamName stream, String id) {
    String[] parts = stream.value().split("/", 3);
    return parts.length == 3
        ? AuditTarget.bucket(parts[1], parts[2], id)
        : AuditTarget.bucket(null, null, id);
  }

  static String subject(AuditTarget bucket) {
    return "bucket " + (bucket.bucket() == null ? bucket.bucketId() : bucket.bucket());
  }

  private static void created(BucketCreated e, AuditTarget bucket, CommitRows rows) {
    String id = e.bucketId().value();
    rows.row(AuditAction.BUCKET_CREATE, id, bucket, subject(bucket))
        .change("description", null, e.description().isEmpty() ? null : e.description())
        .labels(Map.of(), e.labels());
    rows.things().keep(Thing.Bucket.class, new Thing.Bucket(id, e.description(), e.labels()));
  }

  private static void updated(BucketUpdated e, AuditTarget bucket, CommitRows rows) {
    String id = e.bucketId().value();
    Thing.Bucket known = rows.things().find(Thing.Bucket.class, id);
    Thing.Bucket before = known == null ? UNKNOWN : known;
    String description = e.description() == null ? before.description() : e.description();
    Map<String, String> labels = e.labels() == null ? before.labels() : e.labels();
    rows.update(AuditAction.BUCKET_CREATE, AuditAction.BUCKET_UPDATE, id, bucket, subject(bucket))
        .change("description", before.description(), description)
        .labels(before.labels(), labels);
    rows.things().keep(Thing.Bucket.class, new Thing.Bucket(id, description, labels));
  }
}
