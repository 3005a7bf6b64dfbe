package dev.assay.projections.iteration;

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
import dev.assay.events.iteration.BuildStatus;
import dev.assay.events.iteration.ParentLink;
import dev.assay.events.journal.RecordedEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Folds the events of one build. */
final class BuildFold {

  private BuildFold() {}

  /**
   * @param current the build before the event, null where there is none yet
   * @return the build after it, null if it is gone
   */
  static @Nullable BuildRecord apply(
      @Nullable BuildRecord current, BuildEvent event, RecordedEvent recorded) {
    if (event instanceof BuildCreated created) {
      return created(created, recorded);
    }
    if (current == null) {
      throw new IllegalStateException(
          "event "
              + recorded.sequence()
              + " of "
              + recorded.stream()
              + " is about build "
              + event.buildId()
              + " (expected: a build that was created before)");
    }
    return next(current, event, recorded);
  }

  private static @Nullable BuildRecord next(
      BuildRecord build, BuildEvent event, RecordedEvent recorded) {
    return switch (event) {
      case BuildCreated created -> created(created, recorded);
      case BuildDescribed described -> described(build, described, recorded);
      case ArtifactsRecorded added -> added(build, added, recorded);
      case ParentRecorded e -> made(build, e.parent(), recorded);
      case BuildStarted _ -> become(build, BuildStatus.RUNNING, recorded);
      case BuildFinished _ -> become(build, BuildStatus.DONE, recorded);
      case BuildFailed _ -> become(build, BuildStatus.FAILED, recorded);
      case BuildCancelled _, BuildTimedOut _ -> become(build, BuildStatus.CANCELLED, recorded);
      case BuildDeleted _ -> null;
    };
  }

  private static BuildRecord created(BuildCreated created, RecordedEvent recorded) {
    return new BuildRecord(
        created.buildId(),
        created.iterationId(),
        created.componentType(),
        created.packerRunUuid(),
        "",
        BuildStatus.UNSET,
        Map.of(),
        "",
        List.of(),
        null,
        null,
        recorded.time(),
        recorded.time(),
        recorded.position());
  }

  private static BuildRecord described(
      BuildRecord b, BuildDescribed described, RecordedEvent recorded) {
    return new BuildRecord(
        b.id(),
        b.iterationId(),
        b.componentType(),
        described.packerRunUuid() == null ? b.packerRunUuid() : described.packerRunUuid(),
        described.platform() == null ? b.platform() : described.platform(),
        b.status(),
        described.labels() == null ? b.labels() : described.labels(),
        described.sourceExternalIdentifier() == null
            ? b.sourceExternalIdentifier()
            : described.sourceExternalIdentifier(),
        b.artifacts(),
        b.parent(),
        described.metadataJson() == null ? b.metadataJson() : described.metadataJson(),
        b.createdAt(),
        recorded.time(),
        recorded.position());
  }

  private static BuildRecord added(BuildRecord b, ArtifactsRecorded added, RecordedEvent recorded) {
    List<ArtifactRecord> artifacts = new ArrayList<>(b.artifacts());
    for (var artifact : added.artifacts()) {
      artifacts.add(
          new ArtifactRecord(
              artifact.id(), artifact.externalIdentifier(), artifact.region(), recorded.time()));
    }
    return changed(b, b.status(), Collections.unmodifiableList(artifacts), b.parent(), recorded);
  }

  private static BuildRecord made(BuildRecord b, ParentLink parent, RecordedEvent recorded) {
    return changed(b, b.status(), b.artifacts(), parent, recorded);
  }

  private static BuildRecord become(BuildRecord b, BuildStatus status, RecordedEvent recorded) {
    return changed(b, status, b.artifacts(), b.parent(), recorded);
  }

  private static BuildRecord changed(
      BuildRecord b,
      BuildStatus status,
      List<ArtifactRecord> artifacts,
      @Nullable ParentLink parent,
      RecordedEvent recorded) {
    return new BuildRecord(
        b.id(),
        b.iterationId(),
        b.componentType(),
        b.packerRunUuid(),
        b.platform(),
        status,
        b.labels(),
        b.sourceExternalIdentifier(),
        artifacts,
        parent,
        b.metadataJson(),
        b.createdAt(),
        recorded.time(),
        recorded.position());
  }
}
