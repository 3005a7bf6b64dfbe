package dev.assay.projections.wire;

import dev.assay.events.bucket.BucketId;
import dev.assay.events.channel.ChannelId;
import dev.assay.events.iteration.IterationId;
import dev.assay.events.iteration.ParentLink;
import dev.assay.projections.ancestry.AncestryStatus;
import dev.assay.projections.ancestry.Freshness;
import dev.assay.projections.ancestry.Kin;
import dev.assay.projections.ancestry.RelationRecord;
import dev.assay.projections.bucket.BucketRecord;
import dev.assay.projections.channel.ChannelRecord;
import dev.assay.projections.iteration.BuildRecord;
import dev.assay.projections.iteration.IterationRecord;
import dev.assay.projections.records.RecordSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Relations between versions as the wire shows them at one moment. What is asked for often is
 * looked up once. For use by one thread.
 */
public final class AncestryWire {

  private final RecordSource records;
  private final Audience audience;
  private final Freshness freshness;
  private final Map<IterationId, Optional<IterationRecord>> iterations = new HashMap<>();

  AncestryWire(RecordSource records, Audience audience) {
    this.records = records;
    this.audience = audience;
    this.freshness = new Freshness(records::channel);
  }

  /** {@code parents} of a bucket: of its newest complete version. */
  Relatives parentsOfNewest(BucketRecord bucket, @Nullable IterationRecord newest) {
    return new Relatives(
        href(bucket) + "?type=ANCESTRY_TYPE_PARENTS",
        (newest == null ? AncestryStatus.UNDETERMINED : status(newest)).name());
  }

  /** {@code parents} of a version. */
  Relatives parents(BucketRecord bucket, IterationRecord iteration) {
    return new Relatives(
        href(bucket) + "?type=ANCESTRY_TYPE_PARENTS&version_fingerprint=" + iteration.fingerprint(),
        status(iteration).name());
  }

  Relatives children(BucketRecord bucket) {
    var status =
        bucket.hasChildren()
            ? records.relations().status(bucket.id())
            : Optional.<AncestryStatus>empty();
    return new Relatives(
        href(bucket) + "?type=ANCESTRY_TYPE_CHILDREN",
        status.orElse(AncestryStatus.UNDETERMINED).name());
  }

  private String href(BucketRecord bucket) {
    return "/packer/2023-01-01/organizations/"
        + audience.organization()
        + "/projects/"
        + bucket.projectId()
        + "/buckets/"
        + bucket.name()
        + "/ancestry";
  }

  /** How fresh a version is, seen from all that it was built from. */
  private AncestryStatus status(IterationRecord iteration) {
    return iteration.builds().stream()
        .flatMap(build -> status(build).stream())
        .reduce(AncestryStatus::and)
        .orElse(AncestryStatus.UNDETERMINED);
  }

  private Optional<AncestryStatus> status(BuildRecord build) {
    var parent = build.parent();
    if (parent == null) {
      return build.sourceExternalIdentifier().isEmpty()
          ? Optional.empty()
          : Optional.of(AncestryStatus.UNDETERMINED);
    }
    return Optional.of(status(parent));
  }

  private AncestryStatus status(ParentLink link) {
    var tracked = link.tracked();
    var channel = link.declaredChannelId();
    var parent = link.declaredIterationId();
    if (tracked == null || channel == null) {
      return AncestryStatus.UNDETERMINED;
    }
    return freshness
        .current(tracked.bucketId(), channel)
        .filter(current -> current.equals(parent) || iteration(parent).isPresent())
        .map(current ->
            current.equals(parent) ? AncestryStatus.UP_TO_DATE : AncestryStatus.OUT_OF_DATE)
        .orElse(AncestryStatus.UNDETERMINED);
  }

  /** A relation whose parent and child the caller may read. */
  public Relation relation(RelationRecord relation) {
    var parent = named(relation.parent());
    var channel = shown(parent.bucketId(), relation.channelId());
    return new Relation(
        new Relation.Parent(
            parent.bucketName().value(),
            parent.iterationId().value(),
            parent.name(),
            parent.fingerprint().value(),
            channel.map(found -> found.name().value()).orElse(null),
            channel.map(this::pointedAt).orElse(null),
            parent.projectId().value(),
            null,
            relation.parentGone()),
        child(relation.child()),
        freshness.of(relation).name());
  }

  /** What a version was built from that is not known here, each once. */
  public List<Relation> untracked(BucketRecord bucket, IterationRecord iteration) {
    var child = child(Kin.of(bucket, iteration));
    List<Relation.Parent> parents = new ArrayList<>();
    for (var build : iteration.builds()) {
      var link = build.parent();
      if (link == null ? !build.sourceExternalIdentifier().isEmpty() : link.tracked() == null) {
        parents.add(unknown(build, link));
      }
    }
    return parents.stream()
        .distinct()
        .map(parent -> new Relation(parent, child, AncestryStatus.UNDETERMINED.name()))
        .toList();
  }

  private static Relation.Parent unknown(BuildRecord build, @Nullable ParentLink link) {
    String source = build.sourceExternalIdentifier();
    return new Relation.Parent(
        null,
        link == null ? null : link.declaredIterationId().value(),
        null,
        null,
        null,
        null,
        null,
        source.isEmpty() ? null : source,
        false);
  }

  private static Relation.Child child(Kin child) {
    return new Relation.Child(
        child.bucketName().value(),
        child.iterationId().value(),
        child.name(),
        child.fingerprint().value(),
        child.projectId().value());
  }

  /** With the number that it has now, where it is there. */
  public Kin named(Kin kin) {
    return iteration(kin.iterationId()).map(living -> kin.numbered(living.number())).orElse(kin);
  }

  /** How fresh a child is, seen from the channel through which it found its parent. */
  public AncestryStatus status(RelationRecord relation) {
    return freshness.of(relation);
  }

  /** The channel, if it is one of the bucket's and the caller may read it. */
  public Optional<ChannelRecord> shown(BucketId bucket, @Nullable ChannelId channel) {
    return Optional.ofNullable(channel)
        .flatMap(freshness::channel)
        .filter(found -> found.bucketId().equals(bucket))
        .filter(
            found -> records.bucket(bucket).filter(in -> audience.mayRead(in, found)).isPresent());
  }

  private Relation.@Nullable VersionRef pointedAt(ChannelRecord channel) {
    return Optional.ofNullable(channel.iterationId())
        .flatMap(this::iteration)
        .map(current ->
            new Relation.VersionRef(
                current.id().value(), current.name(), current.fingerprint().value()))
        .orElse(null);
  }

  private Optional<IterationRecord> iteration(IterationId id) {
    return iterations.computeIfAbsent(id, records::iteration);
  }
}
