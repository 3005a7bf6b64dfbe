package dev.assay.command.http;

import dev.assay.events.Event;
import dev.assay.events.access.ProjectId;
import dev.assay.events.bucket.BucketEvent.BuildCreated;
import dev.assay.events.bucket.BucketName;
import dev.assay.events.channel.ChannelName;
import dev.assay.events.iteration.BuildId;
import dev.assay.events.iteration.Fingerprint;
import dev.assay.events.journal.CommitId;
import dev.assay.events.journal.RecordedCommit;
import dev.assay.projections.access.Permission;
import dev.assay.projections.bucket.BucketRecord;
import dev.assay.projections.channel.ChannelRecord;
import dev.assay.projections.edge.RefusalException;
import dev.assay.projections.edge.Session;
import dev.assay.projections.iteration.IterationRecord;
import dev.assay.projections.records.RecordSource;
import dev.assay.projections.refusal.Refusal;
import dev.assay.projections.wire.Answers.AssignAnswer;
import dev.assay.projections.wire.Answers.BucketAnswer;
import dev.assay.projections.wire.Answers.ChannelAnswer;
import dev.assay.projections.wire.Answers.VersionAnswer;
import dev.assay.projections.wire.Audience;
import dev.assay.projections.wire.Bucket;
import dev.assay.projections.wire.Build;
import dev.assay.projections.wire.Channel;
import dev.assay.projections.wire.Effects;
import dev.assay.projections.wire.Metadata;
import dev.assay.projections.wire.Tagged;
import dev.assay.projections.wire.Version;
import dev.assay.projections.wire.VersionWire;
import dev.assay.projections.wire.WireAnswers;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * What answers to writes show: the state as of the write's own commit, at its time, so that the
 * answer to its repetition is the same. An answer that shows one thing carries its tag.
 */
public final class AsOfCommit {

  private final long position;
  private final RecordSource records;
  private final Session session;
  private final Instant now;
  private final Optional<CommitId> commit;
  private final Function<CommitId, Optional<RecordedCommit>> commits;
  private final WireAnswers wire;

  /**
   * @param commit empty where nothing was changed
   * @param commits finds a commit
   */
  AsOfCommit(
      long position,
      RecordSource records,
      Session session,
      Instant now,
      Optional<CommitId> commit,
      Function<CommitId, Optional<RecordedCommit>> commits) {
    this.position = position;
    this.records = records;
    this.session = session;
    this.now = now;
    this.commit = commit;
    this.commits = commits;
    this.wire = new WireAnswers(records, Audience.writing(session.access()), now);
  }

  /** When this was so. */
  public Instant time() {
    return now;
  }

  /** The identity of the commit; empty where nothing was changed. */
  public Optional<String> commitId() {
    return commit.map(CommitId::value);
  }

  /** Position of the commit. */
  public long position() {
    return position;
  }

  public Bucket bucket(ProjectId project, BucketName bucket) {
    return session.tagged(wire.taggedBucket(bucketRecord(project, bucket)));
  }

  public Version version(
      ProjectId project, BucketName bucket, Fingerprint fingerprint, Metadata metadata) {
    BucketRecord in = bucketRecord(project, bucket);
    return session.tagged(wire.taggedVersion(in, iteration(in, fingerprint), metadata));
  }

  public Build build(ProjectId project, BucketName bucket, Fingerprint fingerprint, BuildId build) {
    return iteration(bucketRecord(project, bucket), fingerprint)
        .build(build)
        .map(found -> VersionWire.build(found, Metadata.SHOWN))
        .orElseThrow(() -> gone("build " + build));
  }

  /**
   * The build that the commit made.
   *
   * @param asked its identity, unless the commit is that of an earlier request
   */
  public Build createdBuild(
      ProjectId project, BucketName bucket, Fingerprint fingerprint, BuildId asked) {
    BuildId made = fact(BuildCreated.class).map(BuildCreated::buildId).orElse(asked);
    return build(project, bucket, fingerprint, made);
  }

  /**
   * The first fact of a kind in the commit; empty if it has none, or nothing was changed. Where the
   * commit is that of an earlier request, so are the identities in it.
   */
  public <E extends Event> Optional<E> fact(Class<E> kind) {
    return commit.flatMap(commits).stream()
        .flatMap(of -> of.commit().appends().stream())
        .flatMap(append -> append.events().stream())
        .filter(kind::isInstance)
        .map(kind::cast)
        .findFirst();
  }

  /** What the commit did to versions and channels beside the one that was asked for. */
  public Effects effects() {
    return commit
        .flatMap(commits)
        .map(of ->
            Effects.of(
                of.commit(),
                (project, bucket) -> session.access().may(Permission.READ, project, bucket)))
        .orElse(Effects.NONE);
  }

  public Channel channel(ProjectId project, BucketName bucket, ChannelName channel) {
    BucketRecord in = bucketRecord(project, bucket);
    return session.tagged(wire.taggedChannel(in, channelRecord(in, channel)));
  }

  /** The tag is that of the target, which was changed. */
  public AssignAnswer assigned(
      ProjectId project, BucketName bucket, ChannelName source, ChannelName target) {
    BucketRecord in = bucketRecord(project, bucket);
    Channel from = wire.channel(in, channelRecord(in, source));
    Channel to = session.tagged(wire.taggedChannel(in, channelRecord(in, target)));
    Version version = to.version();
    if (version == null) {
      throw gone("assignment of " + target);
    }
    return new AssignAnswer(version.fingerprint(), version, from, to);
  }

  /** What a read would answer about a thing; empty if it is not there. */
  Optional<Tagged<Refusal.Present>> present(Thing thing) {
    return switch (thing) {
      case Thing.OfBucket(var project, var name) ->
          records
              .bucket(project, name)
              .map(bucket -> wire.taggedBucket(bucket).map(BucketAnswer::new));
      case Thing.OfVersion(var project, var name, var fingerprint) ->
          records
              .bucket(project, name)
              .flatMap(bucket ->
                  records
                      .iteration(bucket.id(), fingerprint)
                      .map(iteration ->
                          wire.taggedVersion(bucket, iteration, Metadata.SHOWN)
                              .map(VersionAnswer::new)));
      case Thing.OfChannel(var project, var name, var channelName) ->
          records
              .bucket(project, name)
              .flatMap(bucket ->
                  records
                      .channel(bucket.id(), channelName)
                      .map(channel -> wire.taggedChannel(bucket, channel).map(ChannelAnswer::new)));
    };
  }

  private BucketRecord bucketRecord(ProjectId project, BucketName bucket) {
    return records.bucket(project, bucket).orElseThrow(() -> gone("bucket " + bucket));
  }

  private IterationRecord iteration(BucketRecord bucket, Fingerprint fingerprint) {
    return records
        .iteration(bucket.id(), fingerprint)
        .orElseThrow(() ->
            new RefusalException(
                new Refusal.Aborted("version " + fingerprint + ": does not exist")));
  }

  private ChannelRecord channelRecord(BucketRecord bucket, ChannelName channel) {
    return records.channel(bucket.id(), channel).orElseThrow(() -> gone("channel " + channel));
  }

  private static RefusalException gone(String what) {
    return new RefusalException(new Refusal.NotFound(what + ": does not exist"));
  }
}
