package dev.assay.command.bucket;

import dev.assay.events.access.ProjectId;
import dev.assay.events.bucket.BucketName;
import dev.assay.events.channel.ChannelName;
import dev.assay.events.iteration.Fingerprint;
import dev.assay.events.iteration.IterationId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a revocation would touch, in order of projects, buckets and names.
 *
 * @param root the iteration itself
 * @param descendants those that would inherit, or be freed of what they inherited
 * @param channels those that point at one that would be revoked
 */
public record Impact(Version root, List<Descendant> descendants, List<TouchedChannel> channels) {

  /** A bucket by name. */
  public record Place(ProjectId project, BucketName bucket) {}

  /**
   * An iteration by name.
   *
   * @param number 0 while it is not complete
   */
  public record Version(IterationId id, Fingerprint fingerprint, int number) {}

  /** What would become of a descendant. */
  public enum Effect {
    /** It is revoked at once. */
    REVOKED,
    /** It is to be revoked at the instant of the schedule. */
    SCHEDULED,
    /** What it inherited before ends, since descendants are to be skipped now. */
    FREED
  }

  /**
   * A descendant.
   *
   * @param revokedAlready whether something else has revoked it by now
   */
  public record Descendant(Place place, Version version, Effect effect, boolean revokedAlready) {}

  /** What would become of a channel. */
  public enum Move {
    /** It goes back to a good one. */
    ROLL_BACK,
    /** It ends up pointing at nothing. */
    EMPTY,
    /** It stays; the status of what it points at blocks those who ask. */
    HOLD
  }

  /**
   * A channel.
   *
   * @param from what it points at
   * @param to where it goes back to, null unless it does
   */
  public record TouchedChannel(
      Place place,
      ChannelName name,
      boolean managed,
      boolean restricted,
      Version from,
      Move move,
      @Nullable Version to) {}
}
