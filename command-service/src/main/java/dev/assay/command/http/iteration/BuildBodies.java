package dev.assay.command.http.iteration;

import static dev.assay.projections.edge.RefusalException.unlessValid;

import dev.assay.command.bucket.BucketCommand.BuildDetails;
import dev.assay.command.http.JsonBody;
import dev.assay.command.identity.IdSource;
import dev.assay.events.channel.ChannelId;
import dev.assay.events.iteration.Artifact;
import dev.assay.events.iteration.ArtifactId;
import dev.assay.events.iteration.BuildStatus;
import dev.assay.events.iteration.IterationId;
import dev.assay.projections.naming.Limits;
import dev.assay.projections.naming.Names;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what a publisher says about a build. Empty texts, maps and lists say nothing. */
final class BuildBodies {

  private final IdSource ids;

  BuildBodies(IdSource ids) {
    this.ids = ids;
  }

  static @Nullable BuildStatus status(JsonBody body) {
    return body.constant("status", "BUILD_", BuildStatus.class);
  }

  static String componentType(JsonBody body) {
    return unlessValid(
        Limits.required("component_type", body.text("component_type"), Limits.COMPONENT_TYPE));
  }

  /** Refuses a source without a parent, which only the last update of a build may say. */
  static void checkSource(JsonBody body) {
    String source = body.textOrNull("source_external_identifier");
    if (source != null && body.textOrNull("parent_version_id") == null) {
      throw body.refused(
          "source_external_identifier", source, "absent where parent_version_id is absent");
    }
  }

  BuildDetails details(JsonBody body) {
    Map<String, String> labels = body.labels("labels");
    return new BuildDetails(
        runUuid(body),
        bounded(body, "platform", Limits.PLATFORM),
        labels == null ? Map.of() : labels,
        bounded(body, "source_external_identifier", Limits.EXTERNAL_IDENTIFIER),
        id(body, "parent_version_id", IterationId::new),
        id(body, "parent_channel_id", ChannelId::new),
        artifacts(body),
        body.objectText("metadata"));
  }

  private static @Nullable String runUuid(JsonBody body) {
    String uuid = body.textOrNull("packer_run_uuid");
    return uuid == null ? null : unlessValid(Names.uuid("packer_run_uuid", uuid));
  }

  private static @Nullable String bounded(JsonBody body, String field, int most) {
    String text = body.textOrNull(field);
    return text == null ? null : unlessValid(Limits.text(field, text, most));
  }

  private static <T> @Nullable T id(JsonBody body, String field, Function<String, T> type) {
    String text = body.textOrNull(field);
    return text == null
        ? null
        : type.apply(unlessValid(Limits.required(field, text, Limits.IDENTITY)));
  }

  private List<Artifact> artifacts(JsonBody body) {
    return unlessValid(Limits.list("artifacts", body.objects("artifacts"), Limits.ARTIFACTS))
        .stream()
        .map(this::artifact)
        .toList();
  }

  private Artifact artifact(JsonBody artifact) {
    return new Artifact(
        new ArtifactId(ids.next()),
        text(artifact, "external_identifier", Limits.EXTERNAL_IDENTIFIER),
        text(artifact, "region", Limits.REGION));
  }

  private static String text(JsonBody artifact, String field, int most) {
    return unlessValid(Limits.text(artifact.name(field), artifact.text(field), most));
  }
}
