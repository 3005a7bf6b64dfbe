package dev.assay.standalone.atomicity;

import static dev.assay.standalone.atomicity.Instance.PROJECT;

import dev.assay.command.bucket.BucketCommand.BuildDetails;
import dev.assay.command.bucket.BucketCommand.CreateBucket;
import dev.assay.command.bucket.BucketCommand.CreateBuild;
import dev.assay.command.bucket.BucketCommand.CreateChannel;
import dev.assay.command.bucket.BucketCommand.CreateIteration;
import dev.assay.command.bucket.BucketCommand.RestoreIteration;
import dev.assay.command.bucket.BucketCommand.RevokeIteration;
import dev.assay.command.bucket.BucketCommand.UpdateBuild;
import dev.assay.command.bucket.BucketCommand.UpdateChannel;
import dev.assay.events.bucket.BucketId;
import dev.assay.events.bucket.BucketName;
import dev.assay.events.channel.ChannelId;
import dev.assay.events.channel.ChannelName;
import dev.assay.events.iteration.BuildId;
import dev.assay.events.iteration.BuildStatus;
import dev.assay.events.iteration.Fingerprint;
import dev.assay.events.iteration.IterationId;
import dev.assay.events.iteration.TemplateType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What publishers and their security engineer say, in few words. The id of an iteration is the name
 * of its bucket, a slash and its fingerprint; the id of a bucket is its name.
 */
final class Publishing {

  private Publishing() {}

  /** An iteration by its bucket and fingerprint. */
  record Made(String bucket, String fingerprint) {

    IterationId id() {
      return new IterationId(bucket + "/" + fingerprint);
    }
  }

  static CreateBucket bucket(String name) {
    return new CreateBucket(
        PROJECT,
        new BucketName(name),
        new BucketId(name),
        new ChannelId(name + "/latest"),
        "",
        Map.of());
  }

  /** A complete iteration, with a build for each parent. */
  static void publish(Instance by, Made made, List<Made> parents) {
    prepare(by, made, Math.max(1, parents.size()));
    finish(by, made, parents);
  }

  /** An iteration whose builds run. */
  static void prepare(Instance by, Made made, int builds) {
    by.done(
        new CreateIteration(
            PROJECT,
            new BucketName(made.bucket()),
            made.id(),
            new Fingerprint(made.fingerprint()),
            TemplateType.HCL2));
    for (int i = 0; i < builds; i++) {
      by.done(
          new CreateBuild(
              PROJECT,
              new BucketName(made.bucket()),
              new Fingerprint(made.fingerprint()),
              build(made, i),
              "file.image" + i,
              BuildStatus.RUNNING,
              details("run-1", null)));
    }
  }

  /** Finishes its builds, one for each parent, or one without. */
  static void finish(Instance by, Made made, List<Made> parents) {
    for (int i = 0; i < Math.max(1, parents.size()); i++) {
      by.done(
          new UpdateBuild(
              PROJECT,
              new BucketName(made.bucket()),
              new Fingerprint(made.fingerprint()),
              build(made, i),
              BuildStatus.DONE,
              details(null, i < parents.size() ? parents.get(i).id() : null)));
    }
  }

  private static BuildId build(Made made, int i) {
    return new BuildId(made.id().value() + "/" + i);
  }

  private static BuildDetails details(@Nullable String run, @Nullable IterationId parent) {
    return new BuildDetails(run, null, Map.of(), null, parent, null, List.of(), null);
  }

  static CreateChannel channel(String bucket, String name, String fingerprint) {
    return new CreateChannel(
        PROJECT,
        new BucketName(bucket),
        new ChannelId(bucket + "/" + name),
        new ChannelName(name),
        new Fingerprint(fingerprint),
        false);
  }

  static UpdateChannel assign(String bucket, String name, String fingerprint) {
    return new UpdateChannel(
        PROJECT,
        new BucketName(bucket),
        new ChannelName(name),
        Optional.of(new Fingerprint(fingerprint)),
        null);
  }

  static RevokeIteration revoke(Made made) {
    return revoke(made, null);
  }

  static RevokeIteration revoke(Made made, @Nullable Instant at) {
    return new RevokeIteration(
        PROJECT,
        new BucketName(made.bucket()),
        new Fingerprint(made.fingerprint()),
        at,
        "CVE-2026-1",
        false,
        false);
  }

  static RestoreIteration restore(Made made) {
    return new RestoreIteration(
        PROJECT, new BucketName(made.bucket()), new Fingerprint(made.fingerprint()));
  }
}
