package dev.assay.command.http.iteration;

import dev.assay.command.bucket.Impact;
import dev.assay.events.access.ProjectId;
import dev.assay.events.bucket.BucketName;
import dev.assay.projections.access.Access;
import dev.assay.projections.access.Permission;
import dev.assay.projections.iteration.IterationRecord;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The blast radius of a revocation, as far as the caller may read it.
 *
 * @param version what would be revoked
 * @param revokeAt from when on, null for at once
 * @param descendants what would inherit
 * @param channels what would move, or stay on what is revoked
 * @param hidden how many more of each there are that the caller may not read
 */
record ImpactAnswer(
    Version version,
    @Nullable Instant revokeAt,
    List<Descendant> descendants,
    List<TouchedChannel> channels,
    Hidden hidden) {

  /** A version by all its names. */
  record Version(
      String projectId,
      String bucketName,
      String versionId,
      String versionName,
      String versionFingerprint) {

    private static Version of(ProjectId project, BucketName bucket, Impact.Version version) {
      return new Version(
          project.value(),
          bucket.value(),
          version.id().value(),
          IterationRecord.name(version.number()),
          version.fingerprint().value());
    }
  }

  /**
   * A version that was built from it, directly or not.
   *
   * @param effect {@code revoked}, {@code scheduled} or {@code freed}
   * @param alreadyRevoked whether something else has revoked it by now
   */
  record Descendant(Version version, String effect, boolean alreadyRevoked) {}

  /**
   * A channel that points at one of them.
   *
   * @param action {@code roll-back}, {@code empty} or {@code hold}
   * @param from what it points at
   * @param to where it goes back to, null unless it does
   */
  record TouchedChannel(
      String projectId,
      String bucketName,
      String channelName,
      boolean managed,
      String action,
      Version from,
      @Nullable Version to) {}

  /** How much the caller may not read. */
  record Hidden(int descendants, int channels) {}

  static ImpactAnswer of(
      Impact impact,
      @Nullable Instant revokeAt,
      BucketName bucket,
      ProjectId project,
      Access access) {
    List<Impact.Descendant> descendants =
        impact.descendants().stream().filter(each -> mayRead(each.place(), access)).toList();
    List<Impact.TouchedChannel> channels =
        impact.channels().stream().filter(each -> mayRead(each, access)).toList();
    return new ImpactAnswer(
        Version.of(project, bucket, impact.root()),
        revokeAt,
        descendants.stream().map(ImpactAnswer::descendant).toList(),
        channels.stream().map(ImpactAnswer::channel).toList(),
        new Hidden(
            impact.descendants().size() - descendants.size(),
            impact.channels().size() - channels.size()));
  }

  private static boolean mayRead(Impact.Place place, Access access) {
    return access.may(Permission.READ, place.project(), place.bucket());
  }

  private static boolean mayRead(Impact.TouchedChannel channel, Access access) {
    return access.may(
        channel.restricted() ? Permission.WRITE : Permission.READ,
        channel.place().project(),
        channel.place().bucket());
  }

  private static Descendant descendant(Impact.Descendant each) {
    return new Descendant(
        version(each.place(), each.version()), word(each.effect()), each.revokedAlready());
  }

  private static TouchedChannel channel(Impact.TouchedChannel each) {
    return new TouchedChannel(
        each.place().project().value(),
        each.place().bucket().value(),
        each.name().value(),
        each.managed(),
        word(each.move()),
        version(each.place(), each.from()),
        each.to() == null ? null : version(each.place(), each.to()));
  }

  private static Version version(Impact.Place place, Impact.Version version) {
    return Version.of(place.project(), place.bucket(), version);
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
