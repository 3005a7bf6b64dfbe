package dev.assay.projections.audit;

import dev.assay.events.bucket.BucketEvent.ChildRecorded;
import dev.assay.events.bucket.BucketEvent.InheritedRevocationEnded;
import dev.assay.events.bucket.BucketEvent.IterationCreated;
import dev.assay.events.bucket.BucketEvent.IterationDeleted;
import dev.assay.events.bucket.BucketEvent.IterationEvent;
import dev.assay.events.bucket.BucketEvent.IterationPublished;
import dev.assay.events.bucket.BucketEvent.IterationRestored;
import dev.assay.events.bucket.BucketEvent.IterationRevoked;
import dev.assay.events.bucket.BucketEvent.RevocationCancelled;
import dev.assay.events.bucket.BucketEvent.RevocationInherited;
import dev.assay.events.bucket.BucketEvent.RevocationScheduled;
import dev.assay.events.bucket.BucketEvent.RevocationTookEffect;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What happens to a version. */
final class VersionRows {

  private static final String REVOCATION = "revocation";
  private static final String MESSAGE = "revocation_message";
  private static final String INHERITED = "revocation_inherited_from";

  private VersionRows() {}

  /** What is remembered of the version that a fact is about. */
  static Thing.Version known(IterationEvent event, CommitRows rows) {
    String id = event.iterationId().value();
    Thing.Version known = rows.things().find(Thing.Version.class, id);
    return known == null ? new Thing.Version(id, id, 0, null, null, Map.of()) : known;
  }

  static AuditTarget target(AuditTarget bucket, Thing.Version version) {
    return bucket.version(version.fingerprint(), version.id());
  }

  static String subject(AuditTarget bucket, Thing.Version version) {
    return "version " + version.fingerprint() + " of " + BucketRows.subject(bucket);
  }

  private static RowDraft row(
      AuditAction action, AuditTarget bucket, Thing.Version version, CommitRows rows) {
    return rows.row(action, version.id(), target(bucket, version), subject(bucket, version));
  }

  private static void keep(Thing.Version version, CommitRows rows) {
    rows.things().keep(Thing.Version.class, version);
  }

  static void created(IterationCreated e, AuditTarget bucket, CommitRows rows) {
    var made =
        new Thing.Version(
            e.iterationId().value(), e.fingerprint().value(), 0, null, null, Map.of());
    row(AuditAction.VERSION_CREATE, bucket, made, rows)
        .change("template_type", null, e.templateType());
    keep(made, rows);
  }

  static void published(IterationPublished e, AuditTarget bucket, CommitRows rows) {
    Thing.Version before = known(e, rows);
    row(AuditAction.VERSION_COMPLETE, bucket, before, rows)
        .change("name", "v" + before.number(), "v" + e.number());
    keep(before.numbered(e.number()), rows);
  }

  static void deleted(IterationDeleted e, AuditTarget bucket, CommitRows rows) {
    Thing.Version before = known(e, rows);
    row(AuditAction.VERSION_DELETE, bucket, before, rows)
        .change("name", "v" + before.number(), null);
  }

  static void child(ChildRecorded e, AuditTarget bucket, CommitRows rows) {
    var child = e.child();
    row(AuditAction.VERSION_RECORD_CHILD, bucket, known(e, rows), rows)
        .change(
            "children",
            null,
            "version " + child.fingerprint() + " of bucket " + child.bucketName());
  }

  static void revoked(IterationRevoked e, AuditTarget bucket, CommitRows rows) {
    Thing.Version before = known(e, rows);
    revocation(
        row(AuditAction.VERSION_REVOKE, bucket, before, rows),
        before,
        "revoked",
        e.message(),
        e.skipDescendants(),
        e.disableRollback(),
        rows);
  }

  static void scheduled(RevocationScheduled e, AuditTarget bucket, CommitRows rows) {
    Thing.Version before = known(e, rows);
    revocation(
        row(AuditAction.VERSION_SCHEDULE_REVOCATION, bucket, before, rows),
        before,
        scheduledFor(e.effectiveAt()),
        e.message(),
        e.skipDescendants(),
        e.disableRollback(),
        rows);
  }

  private static void revocation(
      RowDraft row,
      Thing.Version before,
      String now,
      String message,
      boolean skipDescendants,
      boolean disableRollback,
      CommitRows rows) {
    String why = message.isEmpty() ? null : message;
    row.change(REVOCATION, before.revocation(), now)
        .change(MESSAGE, before.message(), why)
        .change("skip_descendants_revocation", null, skipDescendants ? "true" : null)
        .change("disable_rollback_channels", null, disableRollback ? "true" : null);
    keep(before.revoked(now, why), rows);
  }

  private static String scheduledFor(Instant at) {
    return "scheduled for " + at;
  }

  static void tookEffect(RevocationTookEffect e, AuditTarget bucket, CommitRows rows) {
    Thing.Version before = known(e, rows);
    String now = "in force since " + e.effectiveAt();
    row(AuditAction.VERSION_REVOCATION_EFFECTIVE, bucket, before, rows)
        .change(REVOCATION, before.revocation(), now);
    keep(before.revoked(now, before.message()), rows);
  }

  static void cancelled(RevocationCancelled e, AuditTarget bucket, CommitRows rows) {
    ended(AuditAction.VERSION_CANCEL_REVOCATION, bucket, known(e, rows), rows);
  }

  static void restored(IterationRestored e, AuditTarget bucket, CommitRows rows) {
    ended(AuditAction.VERSION_RESTORE, bucket, known(e, rows), rows);
  }

  private static void ended(
      AuditAction action, AuditTarget bucket, Thing.Version before, CommitRows rows) {
    row(action, bucket, before, rows)
        .change(REVOCATION, before.revocation(), null)
        .change(MESSAGE, before.message(), null);
    keep(before.revoked(null, null), rows);
  }

  static void inherited(RevocationInherited e, AuditTarget bucket, CommitRows rows) {
    Thing.Version before = known(e, rows);
    var from = e.from();
    String now =
        from.fingerprint()
            + " (v"
            + from.number()
            + ") of bucket "
            + from.bucketName()
            + (e.effectiveAt() == null ? "" : ", " + scheduledFor(e.effectiveAt()));
    Map<String, String> all = new LinkedHashMap<>(before.inherited());
    String was = all.put(from.iterationId().value(), now);
    row(AuditAction.VERSION_INHERIT_REVOCATION, bucket, before, rows)
        .change(INHERITED, was, now)
        .change("disable_rollback_channels", null, e.disableRollback() ? "true" : null);
    keep(before.inheriting(all), rows);
  }

  static void inheritedEnded(InheritedRevocationEnded e, AuditTarget bucket, CommitRows rows) {
    Thing.Version before = known(e, rows);
    Map<String, String> all = new LinkedHashMap<>(before.inherited());
    @Nullable String was = all.remove(e.ancestorId().value());
    row(AuditAction.VERSION_END_INHERITED_REVOCATION, bucket, before, rows)
        .change(INHERITED, was == null ? rows.version(e.ancestorId().value()) : was, null);
    keep(before.inheriting(all), rows);
  }
}
