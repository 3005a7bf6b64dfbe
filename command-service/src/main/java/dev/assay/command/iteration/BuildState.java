package dev.assay.command.iteration;

import dev.assay.command.bucket.Digest;
import dev.assay.events.bucket.BucketEvent.ArtifactsRecorded;
import dev.assay.events.bucket.BucketEvent.BuildCreated;
import dev.assay.events.bucket.BucketEvent.BuildDescribed;
import dev.assay.events.bucket.BucketEvent.ParentRecorded;
import dev.assay.events.channel.ChannelId;
import dev.assay.events.iteration.Artifact;
import dev.assay.events.iteration.BuildId;
import dev.assay.events.iteration.BuildStatus;
import dev.assay.events.iteration.IterationId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What decisions need to know of a build. Free-form values are kept as digests. */
final class BuildState {

  private static final Digest NO_LABELS = Digest.of(Map.of());

  private final BuildId id;
  private final String componentType;
  private BuildStatus status = BuildStatus.UNSET;
  private String packerRunUuid;
  private @Nullable String platform;
  private Digest labels = NO_LABELS;
  private @Nullable Digest sourceExternalIdentifier;
  private @Nullable Digest metadata;
  private @Nullable IterationId parent;
  private @Nullable ChannelId parentChannel;
  private List<Digest> artifacts = List.of();

  BuildState(BuildCreated event) {
    this.id = event.buildId();
    this.componentType = event.componentType();
    this.packerRunUuid = event.packerRunUuid();
  }

  BuildState(BuildSnapshot snapshot) {
    this.id = snapshot.id();
    this.componentType = snapshot.componentType();
    this.status = snapshot.status();
    this.packerRunUuid = snapshot.packerRunUuid();
    this.platform = snapshot.platform();
    this.labels = snapshot.labels();
    this.sourceExternalIdentifier = snapshot.sourceExternalIdentifier();
    this.metadata = snapshot.metadata();
    this.parent = snapshot.parent();
    this.parentChannel = snapshot.parentChannel();
    this.artifacts = List.copyOf(snapshot.artifacts());
  }

  BuildSnapshot snapshot() {
    return new BuildSnapshot(
        id,
        componentType,
        status,
        packerRunUuid,
        platform,
        labels,
        sourceExternalIdentifier,
        metadata,
        parent,
        parentChannel,
        artifacts);
  }

  BuildId id() {
    return id;
  }

  String componentType() {
    return componentType;
  }

  BuildStatus status() {
    return status;
  }

  String packerRunUuid() {
    return packerRunUuid;
  }

  @Nullable String platform() {
    return platform;
  }

  Digest labels() {
    return labels;
  }

  @Nullable Digest sourceExternalIdentifier() {
    return sourceExternalIdentifier;
  }

  @Nullable Digest metadata() {
    return metadata;
  }

  @Nullable IterationId parent() {
    return parent;
  }

  @Nullable ChannelId parentChannel() {
    return parentChannel;
  }

  /** Those of the given artifacts that it does not have yet; equal ones count one by one. */
  List<Artifact> missing(List<Artifact> given) {
    List<Digest> had = new ArrayList<>(artifacts);
    return given.stream().filter(artifact -> !had.remove(digest(artifact))).toList();
  }

  void on(BuildDescribed event) {
    if (event.packerRunUuid() != null) {
      packerRunUuid = event.packerRunUuid();
    }
    if (event.platform() != null) {
      platform = event.platform();
    }
    if (event.labels() != null) {
      labels = Digest.of(event.labels());
    }
    if (event.sourceExternalIdentifier() != null) {
      sourceExternalIdentifier = Digest.of(event.sourceExternalIdentifier());
    }
    if (event.metadataJson() != null) {
      metadata = Digest.of(event.metadataJson());
    }
  }

  void on(ArtifactsRecorded event) {
    List<Digest> all = new ArrayList<>(artifacts);
    event.artifacts().forEach(artifact -> all.add(digest(artifact)));
    artifacts = List.copyOf(all);
  }

  void on(ParentRecorded event) {
    parent = event.parent().declaredIterationId();
    parentChannel = event.parent().declaredChannelId();
  }

  void become(BuildStatus next) {
    status = next;
  }

  private static Digest digest(Artifact artifact) {
    return Digest.of(artifact.externalIdentifier(), artifact.region());
  }
}
