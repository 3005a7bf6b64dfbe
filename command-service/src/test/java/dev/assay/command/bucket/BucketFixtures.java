package dev.assay.command.bucket;

import dev.assay.command.bucket.BucketCommand.BuildDetails;
import dev.assay.command.bucket.BucketCommand.CreateBucket;
import dev.assay.command.bucket.BucketCommand.CreateBuild;
import dev.assay.command.bucket.BucketCommand.CreateChannel;
import dev.assay.command.bucket.BucketCommand.CreateIteration;
import dev.assay.command.bucket.BucketCommand.UpdateBuild;
import dev.assay.command.bucket.BucketCommand.UpdateChannel;
import dev.assay.command.execution.Caller;
import dev.assay.events.access.OrganizationId;
import dev.assay.events.access.ProjectId;
import dev.assay.events.bucket.BucketEvent;
import dev.assay.events.bucket.BucketEvent.BucketCreated;
import dev.assay.events.bucket.BucketEvent.BuildCreated;
import dev.assay.events.bucket.BucketEvent.BuildFinished;
import dev.assay.events.bucket.BucketEvent.BuildStarted;
import dev.assay.events.bucket.BucketEvent.ChannelAssigned;
import dev.assay.events.bucket.BucketEvent.ChannelCreated;
import dev.assay.events.bucket.BucketEvent.IterationCreated;
import dev.assay.events.bucket.BucketEvent.IterationPublished;
import dev.assay.events.bucket.BucketId;
import dev.assay.events.bucket.BucketName;
import dev.assay.events.channel.AssignmentCause;
import dev.assay.events.channel.ChannelId;
import dev.assay.events.channel.ChannelName;
import dev.assay.events.iteration.Artifact;
import dev.assay.events.iteration.ArtifactId;
import dev.assay.events.iteration.BuildId;
import dev.assay.events.iteration.BuildStatus;
import dev.assay.events.iteration.Fingerprint;
import dev.assay.events.iteration.IterationId;
import dev.assay.events.iteration.TemplateType;
import dev.assay.events.journal.Actor;
import dev.assay.events.journal.RequestInfo;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The vocabulary of tests about buckets. */
public final class BucketFixtures {

  public static final OrganizationId ORGANIZATION =
      new OrganizationId("9a3b6f4e-5a53-4a52-bb0e-6f3c7f1c0a11");
  public static final ProjectId PROJECT = new ProjectId("1f8a5a52-8e0f-4ee1-9f44-0b1a9d2f7c22");
  public static final BucketName UBUNTU = new BucketName("ubuntu");
  public static final BucketId BUCKET = new BucketId("bucket-1");
  public static final ChannelId LATEST = new ChannelId("channel-latest");
  public static final ChannelId PRODUCTION = new ChannelId("channel-production");
  public static final ChannelName PRODUCTION_NAME = new ChannelName("production");
  public static final Caller CALLER =
      new Caller(
          ORGANIZATION,
          new Actor("principal-1", "ci", Actor.Kind.SERVICE_PRINCIPAL),
          new RequestInfo("request-1", "127.0.0.1", "packer"));

  /** When everything is decided. */
  public static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  private BucketFixtures() {}

  public static BucketCreated bucketCreated() {
    return new BucketCreated(BUCKET, PROJECT, UBUNTU, "golden", Map.of("os", "linux"));
  }

  public static ChannelCreated latestCreated() {
    return new ChannelCreated(BUCKET, LATEST, Bucket.LATEST, true, true);
  }

  /** A bucket with nothing in it but its managed channel. */
  public static List<BucketEvent> emptyBucket() {
    return List.of(bucketCreated(), latestCreated());
  }

  public static CreateBucket createBucket() {
    return new CreateBucket(PROJECT, UBUNTU, BUCKET, LATEST, "golden", Map.of("os", "linux"));
  }

  public static Fingerprint fingerprint(int n) {
    return new Fingerprint("fp-" + n);
  }

  public static IterationId iteration(int n) {
    return new IterationId("iteration-" + n);
  }

  /** The build numbered from 1 of an iteration. */
  public static BuildId build(int iteration, int n) {
    return new BuildId("build-" + iteration + "-" + n);
  }

  public static IterationCreated iterationCreated(int n) {
    return new IterationCreated(BUCKET, iteration(n), fingerprint(n), TemplateType.HCL2);
  }

  public static BuildCreated buildCreated(int iteration, int n) {
    return new BuildCreated(
        BUCKET, iteration(iteration), build(iteration, n), component(n), "run-1");
  }

  public static BuildStarted buildStarted(int iteration, int n) {
    return new BuildStarted(BUCKET, iteration(iteration), build(iteration, n));
  }

  public static BuildFinished buildFinished(int iteration, int n) {
    return new BuildFinished(BUCKET, iteration(iteration), build(iteration, n));
  }

  public static IterationPublished published(int n, int number) {
    return new IterationPublished(BUCKET, iteration(n), number);
  }

  /** {@code latest} followed a completion. */
  public static ChannelAssigned latestAt(int n, @Nullable Integer before) {
    return new ChannelAssigned(
        BUCKET,
        LATEST,
        iteration(n),
        before == null ? null : iteration(before),
        AssignmentCause.COMPLETION);
  }

  /** A complete iteration of one build, as number n, with {@code latest} on it. */
  public static List<BucketEvent> complete(int n) {
    return List.of(
        iterationCreated(n),
        buildCreated(n, 1),
        buildStarted(n, 1),
        buildFinished(n, 1),
        published(n, n),
        latestAt(n, n == 1 ? null : n - 1));
  }

  public static ChannelCreated productionCreated() {
    return new ChannelCreated(BUCKET, PRODUCTION, PRODUCTION_NAME, false, false);
  }

  public static ChannelAssigned productionAt(int n, @Nullable Integer before) {
    return new ChannelAssigned(
        BUCKET,
        PRODUCTION,
        iteration(n),
        before == null ? null : iteration(before),
        AssignmentCause.MANUAL);
  }

  public static CreateIteration createIteration(int n) {
    return new CreateIteration(PROJECT, UBUNTU, iteration(n), fingerprint(n), TemplateType.HCL2);
  }

  public static CreateBuild createBuild(int iteration, int n) {
    return createBuild(iteration, n, BuildStatus.UNSET, run("run-1"));
  }

  public static CreateBuild createBuild(
      int iteration, int n, BuildStatus status, BuildDetails details) {
    return new CreateBuild(
        PROJECT,
        UBUNTU,
        fingerprint(iteration),
        build(iteration, n),
        component(n),
        status,
        details);
  }

  public static UpdateBuild updateBuild(
      int iteration, int n, @Nullable BuildStatus status, BuildDetails details) {
    return new UpdateBuild(
        PROJECT, UBUNTU, fingerprint(iteration), build(iteration, n), status, details);
  }

  public static UpdateBuild updateBuild(int iteration, int n, BuildStatus status) {
    return updateBuild(iteration, n, status, BuildDetails.NONE);
  }

  public static CreateChannel createProduction() {
    return new CreateChannel(PROJECT, UBUNTU, PRODUCTION, PRODUCTION_NAME, null, false);
  }

  public static UpdateChannel assign(ChannelName channel, int n) {
    return new UpdateChannel(PROJECT, UBUNTU, channel, Optional.of(fingerprint(n)), null);
  }

  public static UpdateChannel unassign(ChannelName channel) {
    return new UpdateChannel(PROJECT, UBUNTU, channel, Optional.empty(), null);
  }

  public static UpdateChannel restrict(ChannelName channel, boolean restricted) {
    return new UpdateChannel(PROJECT, UBUNTU, channel, null, restricted);
  }

  public static Artifact artifact(int n) {
    return new Artifact(new ArtifactId("artifact-" + n), "ami-" + n, "eu-west-1");
  }

  /** The same image as {@link #artifact(int)}, sent once more. */
  public static Artifact artifactAgain(int n) {
    return new Artifact(new ArtifactId("artifact-again-" + n), "ami-" + n, "eu-west-1");
  }

  public static BuildDetails run(String uuid) {
    return new BuildDetails(uuid, null, Map.of(), null, null, null, List.of(), null);
  }

  public static BuildDetails platform(String platform) {
    return new BuildDetails(null, platform, Map.of(), null, null, null, List.of(), null);
  }

  public static BuildDetails artifacts(Artifact... artifacts) {
    return new BuildDetails(null, null, Map.of(), null, null, null, List.of(artifacts), null);
  }

  public static BuildDetails parent(IterationId parent, @Nullable ChannelId channel) {
    return new BuildDetails(null, null, Map.of(), null, parent, channel, List.of(), null);
  }

  private static String component(int n) {
    return "amazon-ebs.image" + n;
  }
}
