package dev.assay.command.http.iteration;

import dev.assay.command.bucket.BucketCommand.BuildDetails;
import dev.assay.command.http.JsonBody;
import dev.assay.command.identity.IdSource;
import dev.assay.events.channel.ChannelId;
import dev.assay.events.iteration.Artifact;
import dev.assay.events.iteration.ArtifactId;
import dev.assay.events.iteration.BuildStatus;
import dev.assay.events.iteration.IterationId;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what a publisher says about a build. Empty texts, maps and lists say nothing. */
final class BuildBodies {

  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

  private final IdSource ids;

  BuildBodies(IdSource ids) {
    this.ids = ids;
  }

  static @Nullable BuildStatus status(JsonBody body) {
    return body.constant("status", "BUILD_", BuildStatus.class);
  }

  BuildDetails details(JsonBody body) {
    Map<String, String> labels = body.labels("labels");
    return new BuildDetails(
        runUuid(body),
        body.textOrNull("platform"),
        labels == null ? Map.of() : labels,
        body.textOrNull("source_external_identifier"),
        id(body, "parent_version_id", IterationId::new),
        id(body, "parent_channel_id", ChannelId::new),
        artifacts(body),
        body.objectText("metadata"));
  }

  private static @Nullable String runUuid(JsonBody body) {
    String uuid = body.textOrNull("packer_run_uuid");
    if (uuid != null && !UUID.matcher(uuid).matches()) {
      throw body.refused("packer_run_uuid", uuid, "a UUID");
    }
    return uuid;
  }

  private static <T> @Nullable T id(JsonBody body, String field, Function<String, T> type) {
    String text = body.textOrNull(field);
    if (text == null) {
      return null;
    }
    if (text.isBlank()) {
      throw body.refused(field, "blank", "an id");
    }
    return type.apply(text);
  }

  private List<Artifact> artifacts(JsonBody body) {
    return body.objects("artifacts").stream()
        .map(
            artifact ->
                new Artifact(
                    new ArtifactId(ids.next()),
                    orEmpty(artifact.text("external_identifier")),
                    orEmpty(artifact.text("region"))))
        .toList();
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
