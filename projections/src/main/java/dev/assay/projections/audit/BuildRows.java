package dev.assay.projections.audit;

import dev.assay.events.bucket.BucketEvent.ArtifactsRecorded;
import dev.assay.events.bucket.BucketEvent.BuildCancelled;
import dev.assay.events.bucket.BucketEvent.BuildCreated;
import dev.assay.events.bucket.BucketEvent.BuildDeleted;
import dev.assay.events.bucket.BucketEvent.BuildDescribed;
import dev.assay.events.bucket.BucketEvent.BuildEvent;
import dev.assay.events.bucket.BucketEvent.BuildFailed;
import dev.assay.events.bucket.BucketEvent.BuildFinished;
import dev.assay.events.bucket.BucketEvent.BuildStarted;
import dev.assay.events.bucket.BucketEvent.BuildTimedOut;
import dev.assay.events.bucket.BucketEvent.ParentRecorded;
import dev.assay.events.iteration.Artifact;
import dev.assay.events.iteration.BuildStatus;
import dev.assay.events.iteration.ParentLink;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What happens to a build. Its free-form metadata may hold anything: only its length is told. */
final class BuildRows {

  private static final String STATUS = "status";

  private BuildRows() {}

  static void fold(BuildEvent event, AuditTarget bucket, CommitRows rows) {
    Thing.Build before = known(event, rows);
    switch (event) {
      case BuildCreated e -> created(e, bucket, rows);
      case BuildDescribed e -> described(e, before, update(e, bucket, rows), rows);
      case ArtifactsRecorded e -> {
        RowDraft row = update(e, bucket, rows);
        e.artifacts().forEach(artifact -> row.change("artifacts", null, text(artifact)));
      }
      case ParentRecorded e ->
          update(e, bucket, rows).change("parent", null, text(e.parent(), rows));
      case BuildStarted e -> status(e, before, BuildStatus.RUNNING, bucket, rows);
      case BuildFinished e -> status(e, before, BuildStatus.DONE, bucket, rows);
      case BuildFailed e -> status(e, before, BuildStatus.FAILED, bucket, rows);
      case BuildCancelled e -> status(e, before, BuildStatus.CANCELLED, bucket, rows);
      case BuildTimedOut e -> {
        row(AuditAction.BUILD_TIME_OUT, e, bucket, rows)
            .change(STATUS, text(before.status()), text(BuildStatus.CANCELLED));
        keep(before.at(BuildStatus.CANCELLED), rows);
      }
      case BuildDeleted e ->
          row(AuditAction.BUILD_DELETE, e, bucket, rows)
              .change("component_type", before.componentType(), null)
              .change(STATUS, text(before.status()), null);
    }
  }

  private static Thing.Build known(BuildEvent event, CommitRows rows) {
    String id = event.buildId().value();
    Thing.Build known = rows.things().find(Thing.Build.class, id);
    return known == null
        ? new Thing.Build(id, id, BuildStatus.UNSET, null, null, null, Map.of(), 0)
        : known;
  }

  private static void keep(Thing.Build build, CommitRows rows) {
    rows.things().keep(Thing.Build.class, build);
  }

  private static AuditTarget target(BuildEvent event, AuditTarget bucket, CommitRows rows) {
    return VersionRows.target(bucket, VersionRows.known(event, rows))
        .build(event.buildId().value());
  }

  private static String subject(BuildEvent event, AuditTarget bucket, CommitRows rows) {
    return "build "
        + known(event, rows).componentType()
        + " of "
        + VersionRows.subject(bucket, VersionRows.known(event, rows));
  }

  private static RowDraft row(
      AuditAction action, BuildEvent event, AuditTarget bucket, CommitRows rows) {
    return rows.row(
        action, event.buildId().value(), target(event, bucket, rows), subject(event, bucket, rows));
  }

  private static RowDraft update(BuildEvent event, AuditTarget bucket, CommitRows rows) {
    return rows.update(
        AuditAction.BUILD_CREATE,
        AuditAction.BUILD_UPDATE,
        event.buildId().value(),
        target(event, bucket, rows),
        subject(event, bucket, rows));
  }

  private static void created(BuildCreated e, AuditTarget bucket, CommitRows rows) {
    keep(
        new Thing.Build(
            e.buildId().value(),
            e.componentType(),
            BuildStatus.UNSET,
            e.packerRunUuid(),
            null,
            null,
            Map.of(),
            0),
        rows);
    row(AuditAction.BUILD_CREATE, e, bucket, rows)
        .change("component_type", null, e.componentType())
        .change("packer_run_uuid", null, e.packerRunUuid().isEmpty() ? null : e.packerRunUuid());
  }

  private static void described(
      BuildDescribed e, Thing.Build before, RowDraft row, CommitRows rows) {
    Thing.Build after =
        new Thing.Build(
            before.id(),
            before.componentType(),
            before.status(),
            or(e.packerRunUuid(), before.packerRunUuid()),
            or(e.platform(), before.platform()),
            or(e.sourceExternalIdentifier(), before.source()),
            e.labels() == null ? before.labels() : e.labels(),
            e.metadataJson() == null ? before.metadataLength() : e.metadataJson().length());
    row.change("packer_run_uuid", before.packerRunUuid(), after.packerRunUuid())
        .change("platform", before.platform(), after.platform())
        .change("source_external_identifier", before.source(), after.source())
        .labels(before.labels(), after.labels());
    if (e.metadataJson() != null) {
      row.change("metadata", characters(before), characters(after));
    }
    keep(after, rows);
  }

  private static @Nullable String or(@Nullable String given, @Nullable String otherwise) {
    return given == null ? otherwise : given;
  }

  private static @Nullable String characters(Thing.Build build) {
    return build.metadataLength() == 0 ? null : build.metadataLength() + " characters";
  }

  private static void status(
      BuildEvent event, Thing.Build before, BuildStatus next, AuditTarget bucket, CommitRows rows) {
    update(event, bucket, rows).change(STATUS, text(before.status()), text(next));
    keep(before.at(next), rows);
  }

  /** As the API calls it. */
  private static String text(BuildStatus status) {
    return "BUILD_" + status;
  }

  private static String text(Artifact artifact) {
    return artifact.externalIdentifier() + " in " + artifact.region();
  }

  private static String text(ParentLink parent, CommitRows rows) {
    var tracked = parent.tracked();
    return tracked == null
        ? "version " + parent.declaredIterationId() + ", not tracked"
        : rows.version(parent.declaredIterationId().value()) + " of bucket " + tracked.bucketName();
  }
}
