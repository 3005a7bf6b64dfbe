package dev.assay.projections.wire;

import dev.assay.events.bucket.BucketName;
import dev.assay.events.iteration.BuildStatus;
import dev.assay.projections.channel.IterationRef;
import dev.assay.projections.iteration.ArtifactRecord;
import dev.assay.projections.iteration.BuildRecord;
import dev.assay.projections.iteration.IterationRecord;
import dev.assay.projections.iteration.IterationStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Iterations, builds and artifacts as the wire shows them. */
public final class VersionWire {

  private VersionWire() {}

  /**
   * @param bucket the bucket that it belongs to
   * @param now the instant whose status is shown
   * @param parents null where they are left out
   */
  static Version version(
      BucketName bucket,
      IterationRecord iteration,
      Instant now,
      Metadata metadata,
      @Nullable Relatives parents,
      @Nullable ShownRevocation revocation) {
    return new Version(
        iteration.id().value(),
        bucket.value(),
        iteration.name(),
        iteration.fingerprint().value(),
        Enums.status(IterationStatus.at(iteration, now)),
        iteration.author(),
        Enums.templateType(iteration.templateType()),
        builds(iteration.builds(), metadata),
        iteration.hasDescendants(),
        parents,
        iteration.createdAt(),
        iteration.updatedAt(),
        revocation == null ? null : revocation.at(),
        revocation == null ? null : revocation.message(),
        revocation == null ? null : revocation.author(),
        revocation == null ? Version.RevocationType.REVOCATION_TYPE_UNSET : revocation.type(),
        revocation == null ? null : revocation.from(),
        revocation != null && revocation.hidden());
  }

  /** What history keeps of a version that is gone. */
  static Version remembered(BucketName bucket, IterationRef iteration) {
    return new Version(
        iteration.id().value(),
        bucket.value(),
        iteration.name(),
        iteration.fingerprint().value(),
        Version.VersionStatus.VERSION_UNSET,
        "",
        Version.TemplateType.TEMPLATE_TYPE_UNSET,
        List.of(),
        false,
        null,
        null,
        null,
        null,
        null,
        null,
        Version.RevocationType.REVOCATION_TYPE_UNSET,
        null,
        false);
  }

  public static List<Build> builds(List<BuildRecord> builds, Metadata metadata) {
    return builds.stream().map(build -> build(build, metadata)).toList();
  }

  public static Build build(BuildRecord build, Metadata metadata) {
    return new Build(
        build.id().value(),
        build.iterationId().value(),
        build.componentType(),
        build.packerRunUuid(),
        build.platform(),
        Enums.status(build.status()),
        build.labels(),
        build.sourceExternalIdentifier(),
        build.artifacts().stream().map(VersionWire::artifact).toList(),
        build.createdAt(),
        build.updatedAt(),
        metadata == Metadata.SHOWN ? build.metadataJson() : null);
  }

  /** The platforms of an iteration's finished builds, each once, in order of their names. */
  static List<String> platforms(IterationRecord iteration) {
    return iteration.builds().stream()
        .filter(build -> build.status() == BuildStatus.DONE)
        .map(BuildRecord::platform)
        .filter(platform -> !platform.isEmpty())
        .distinct()
        .sorted()
        .toList();
  }

  private static Artifact artifact(ArtifactRecord artifact) {
    return new Artifact(
        artifact.id().value(),
        artifact.externalIdentifier(),
        artifact.region(),
        artifact.createdAt());
  }
}
