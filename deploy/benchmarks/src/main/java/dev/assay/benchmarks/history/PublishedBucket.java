package dev.assay.benchmarks.history;

import dev.assay.events.Event;
import dev.assay.events.access.ProjectId;
import dev.assay.events.bucket.BucketEvent;
import dev.assay.events.bucket.BucketId;
import dev.assay.events.bucket.BucketName;
import dev.assay.events.channel.AssignmentCause;
import dev.assay.events.channel.ChannelId;
import dev.assay.events.channel.ChannelName;
import dev.assay.events.iteration.Artifact;
import dev.assay.events.iteration.ArtifactId;
import dev.assay.events.iteration.BuildId;
import dev.assay.events.iteration.Fingerprint;
import dev.assay.events.iteration.IterationId;
import dev.assay.events.iteration.TemplateType;
import dev.assay.events.journal.Commit;
import dev.assay.events.journal.StreamName;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One bucket that a pipeline publishes to: its commits, one after the other. For use by one thread.
 */
final class PublishedBucket {

  /** Events of a new bucket. */
  static final int EVENTS_AT_FIRST = 2;

  /** Events per published iteration. */
  static final int EVENTS_PER_ITERATION = 8;

  private static final String METADATA =
      """
      {"packer":{"version":"1.15.4","plugins":[{"name":"amazon","version":"1.3.9"}],\
      "os":{"type":"linux","details":{"arch":"amd64","version":"6.1.0"}}},\
      "vcs":{"type":"git","details":{"ref":"main","commit":"4c2a1e0f"}}}\
      """;

  private final Commits commits;
  private final StreamName stream;
  private final ProjectId project;
  private final BucketName name;
  private final BucketId bucket = new BucketId(Ids.next());
  private final ChannelId latest = new ChannelId(Ids.next());
  private final IterationId ownIteration = new IterationId(Ids.next());
  private final BuildId ownBuild = new BuildId(Ids.next());
  private long nextSequence;
  private int published;
  private @Nullable IterationId newest;

  PublishedBucket(Commits commits, ProjectId project, BucketName name) {
    this.commits = commits;
    this.stream = StreamName.bucket(project, name);
    this.project = project;
    this.name = name;
  }

  /** The bucket and its managed channel. */
  Commit created() {
    return commit(
        "CreateBucket",
        new BucketEvent.BucketCreated(
            bucket, project, name, "golden image of " + name, Map.of("team", "platform")),
        new BucketEvent.ChannelCreated(bucket, latest, new ChannelName("latest"), true, true));
  }

  /** An iteration with one build, as one run of packer makes it: one commit per call. */
  List<Commit> iteration() {
    IterationId iteration = new IterationId(Ids.next());
    BuildId build = new BuildId(Ids.next());
    return List.of(
        commit(
            "CreateIteration",
            new BucketEvent.IterationCreated(
                bucket, iteration, new Fingerprint("fp-" + (published + 1)), TemplateType.HCL2)),
        commit(
            "CreateBuild",
            new BucketEvent.BuildCreated(bucket, iteration, build, "amazon-ebs.base", Ids.next())),
        commit("UpdateBuild", new BucketEvent.BuildStarted(bucket, iteration, build)),
        finished(iteration, build));
  }

  /** The same at once. */
  Commit wholeIteration() {
    long first = nextSequence;
    List<Event> events =
        iteration().stream()
            .flatMap(part -> part.appends().stream())
            .flatMap(append -> append.events().stream())
            .toList();
    return commits.of(stream, first, "UpdateBuild", events);
  }

  private Commit finished(IterationId iteration, BuildId build) {
    IterationId previous = newest;
    newest = iteration;
    published++;
    return commit(
        "UpdateBuild",
        new BucketEvent.BuildDescribed(
            bucket, iteration, build, null, "aws", Map.of("os", "debian"), "ami-0", METADATA),
        new BucketEvent.ArtifactsRecorded(bucket, iteration, build, List.of(image())),
        new BucketEvent.BuildFinished(bucket, iteration, build),
        new BucketEvent.IterationPublished(bucket, iteration, published),
        new BucketEvent.ChannelAssigned(
            bucket, latest, iteration, previous, AssignmentCause.COMPLETION));
  }

  private static Artifact image() {
    String id = Ids.next();
    return new Artifact(new ArtifactId(id), "ami-" + id.substring(0, 12), "eu-central-1");
  }

  /** One commit of one event on a build, with about 600 bytes as a record. */
  Commit described() {
    return commit(
        "UpdateBuild",
        new BucketEvent.BuildDescribed(
            bucket, ownIteration, ownBuild, null, null, null, null, "{}"));
  }

  private Commit commit(String cause, Event... events) {
    Commit commit = commits.of(stream, nextSequence, cause, List.of(events));
    nextSequence += events.length;
    return commit;
  }
}
