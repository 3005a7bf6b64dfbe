package dev.assay.projections.wire;

import dev.assay.events.iteration.IterationId;
import dev.assay.events.iteration.RevokedAncestor;
import dev.assay.projections.access.ResourceNames;
import dev.assay.projections.bucket.BucketRecord;
import dev.assay.projections.channel.AssignmentRecord;
import dev.assay.projections.channel.ChannelRecord;
import dev.assay.projections.channel.IterationRef;
import dev.assay.projections.iteration.IterationRecord;
import dev.assay.projections.iteration.IterationStatus;
import dev.assay.projections.records.RecordSource;
import dev.assay.projections.revocation.RevocationRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Composes the records of one moment into what the wire shows: the same for the answer to a write
 * and for every later read. For use by one thread.
 */
public final class WireAnswers {

  private final RecordSource records;
  private final Audience audience;
  private final Instant now;
  private final AncestryWire ancestry;

  /**
   * @param records where the records of that moment are found
   * @param audience on whose behalf it is made: what the caller may not read is not named
   * @param now the instant whose status is shown
   */
  public WireAnswers(RecordSource records, Audience audience, Instant now) {
    this.records = records;
    this.audience = audience;
    this.now = now;
    this.ancestry = new AncestryWire(records, audience);
  }

  /** Relations between versions. */
  public AncestryWire ancestry() {
    return ancestry;
  }

  /** The bucket with the version that {@code latest} points at. */
  public Bucket bucket(BucketRecord bucket) {
    return taggedBucket(bucket).shown();
  }

  /**
   * The bucket and its tag: whatever happens to the version that {@code latest} points at counts,
   * and to the newest complete one, since its platforms are shown even if {@code latest} has left
   * it.
   */
  public Tagged<Bucket> taggedBucket(BucketRecord bucket) {
    IterationRecord newest = records.newestPublished(bucket.id()).orElse(null);
    IterationRecord latest = pointedAt(bucket, bucket.latestIterationId());
    long position = later(later(bucket.lastPosition(), newest), latest);
    return new Tagged<>(
        new EntityTag(bucket.id().value(), position), bucket(bucket, newest, latest));
  }

  private Bucket bucket(
      BucketRecord bucket, @Nullable IterationRecord newest, @Nullable IterationRecord latest) {
    return new Bucket(
        bucket.id().value(),
        bucket.name().value(),
        ResourceNames.bucket(bucket.projectId(), bucket.name()),
        Location.of(audience.organization().value(), bucket.projectId().value()),
        bucket.description(),
        bucket.labels(),
        newest == null ? List.of() : VersionWire.platforms(newest),
        shown(bucket, latest),
        Long.toString(bucket.iterationCount()),
        audience.relatives() ? ancestry.parentsOfNewest(bucket, newest) : null,
        audience.relatives() ? ancestry.children(bucket) : null,
        bucket.createdAt(),
        bucket.updatedAt());
  }

  private static long later(long position, @Nullable IterationRecord iteration) {
    return iteration == null ? position : Math.max(position, iteration.lastPosition());
  }

  /** The version and its tag: whatever happens to its builds counts. */
  public Tagged<Version> taggedVersion(
      BucketRecord bucket, IterationRecord iteration, Metadata metadata) {
    return new Tagged<>(
        new EntityTag(iteration.id().value(), iteration.lastPosition()),
        version(bucket, iteration, metadata));
  }

  /** The version with its builds and artifacts. */
  public Version version(BucketRecord bucket, IterationRecord iteration, Metadata metadata) {
    return VersionWire.version(
        bucket.name(),
        iteration,
        now,
        metadata,
        audience.relatives() ? ancestry.parents(bucket, iteration) : null,
        iteration.revocation().map(each -> revocation(iteration, each)).orElse(null));
  }

  /** Where an iteration stands. */
  public String status(IterationRecord iteration) {
    return Enums.status(IterationStatus.at(iteration, now)).name();
  }

  private ShownRevocation revocation(IterationRecord iteration, RevocationRecord revocation) {
    RevokedAncestor from = revocation.from();
    var reason = records.revocationReason(from == null ? iteration.id() : from.iterationId());
    return ShownRevocation.of(audience, revocation, reason);
  }

  /** The channel with the whole version that it points at. */
  public Channel channel(BucketRecord bucket, ChannelRecord channel) {
    return channel(bucket, channel, pointedAt(bucket, channel.iterationId()));
  }

  /** The channel and its tag: whatever happens to the version that it points at counts. */
  public Tagged<Channel> taggedChannel(BucketRecord bucket, ChannelRecord channel) {
    IterationRecord iteration = pointedAt(bucket, channel.iterationId());
    return new Tagged<>(
        new EntityTag(channel.id().value(), later(channel.lastPosition(), iteration)),
        channel(bucket, channel, iteration));
  }

  private Channel channel(
      BucketRecord bucket, ChannelRecord channel, @Nullable IterationRecord iteration) {
    return new Channel(
        channel.id().value(),
        channel.name().value(),
        bucket.name().value(),
        channel.author(),
        channel.managed(),
        channel.restricted(),
        Enums.onRevocation(channel.onRevocation()),
        shown(bucket, iteration),
        channel.createdAt(),
        channel.updatedAt());
  }

  /**
   * A row of a channel's history; empty for a gap, which shows only as the end of the row before.
   */
  public Optional<ChannelAssignment> assignment(BucketRecord bucket, AssignmentRecord assignment) {
    return Optional.ofNullable(assignment.iteration())
        .map(iteration -> row(bucket, assignment, iteration));
  }

  private ChannelAssignment row(
      BucketRecord bucket, AssignmentRecord assignment, IterationRef iteration) {
    var living = records.iteration(iteration.id());
    return new ChannelAssignment(
        living
            .map(found -> version(bucket, found, Metadata.OMITTED))
            .orElseGet(() -> VersionWire.remembered(bucket.name(), iteration)),
        assignment.author(),
        assignment.from(),
        assignment.to(),
        reference(assignment.previous()),
        assignment.cause().name(),
        living.isEmpty());
  }

  private static ChannelAssignment.@Nullable VersionRef reference(@Nullable IterationRef previous) {
    return previous == null
        ? null
        : new ChannelAssignment.VersionRef(
            previous.id().value(), previous.name(), previous.fingerprint().value());
  }

  private @Nullable Version shown(BucketRecord bucket, @Nullable IterationRecord iteration) {
    return iteration == null ? null : version(bucket, iteration, Metadata.OMITTED);
  }

  private @Nullable IterationRecord pointedAt(
      BucketRecord bucket, @Nullable IterationId iteration) {
    if (iteration == null) {
      return null;
    }
    return records
        .iteration(iteration)
        .orElseThrow(() ->
            new IllegalStateException(
                "bucket "
                    + bucket.id()
                    + " points at iteration "
                    + iteration
                    + ", which is not there (expected: a living one)"));
  }
}
