package dev.assay.projections.ancestry;

import dev.assay.events.bucket.BucketEvent.ParentRecorded;
import dev.assay.events.channel.ChannelId;
import dev.assay.events.iteration.BuildId;
import dev.assay.events.iteration.IterationId;
import dev.assay.events.iteration.ParentLink.Tracked;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * That an iteration was built from another one, found through one channel or through none. It
 * outlives both: what was built from a deleted iteration is still a descendant of its ancestors.
 *
 * @param child its number is 0 while it is not complete, or none of its builds is left that
 *     declares the parent
 * @param parent its number is that at its deletion, and 0 before: it may change till then
 * @param channelId the channel of the parent's bucket that the child declared, null for none
 * @param builds the child's builds that declare it, in order; none are left where they were deleted
 * @param childGone whether the child is deleted
 * @param parentGone whether the parent is deleted
 * @param newest whether the child is the complete iteration of its bucket with the highest number,
 *     and one of its builds still declares the parent
 */
public record RelationRecord(
    Kin child,
    Kin parent,
    @Nullable ChannelId channelId,
    List<BuildId> builds,
    boolean childGone,
    boolean parentGone,
    boolean newest) {

  /** What a build declares, of a parent that is tracked. */
  public static RelationRecord of(Kin child, Tracked parent, ParentRecorded event) {
    return new RelationRecord(
        child,
        new Kin(
            parent.projectId(),
            parent.bucketId(),
            parent.bucketName(),
            event.parent().declaredIterationId(),
            parent.fingerprint(),
            0),
        event.parent().declaredChannelId(),
        List.of(event.buildId()),
        false,
        false,
        false);
  }

  /** Identity: of an iteration, a parent and a channel there is one. */
  public String key() {
    return key(child.iterationId(), parent.iterationId(), channelId);
  }

  public static String key(
      IterationId child, IterationId parent, @Nullable ChannelId throughChannel) {
    return child + "/" + parent + "/" + (throughChannel == null ? "" : throughChannel);
  }

  /** Where it stands among the relations to one parent's bucket: unique there. */
  public List<String> place() {
    return List.of(
        child.projectId().value(),
        child.bucketName().value(),
        child.iterationId().value(),
        parent.iterationId().value(),
        channelId == null ? "" : channelId.value());
  }

  /**
   * Whether a revocation goes this way: the child is deleted, which frees none of its own children,
   * or a build that was made from the parent is left.
   */
  public boolean handsDown() {
    return childGone || !builds.isEmpty();
  }

  /** The channel that decides how fresh the child is, empty where none can. */
  public Optional<ChannelId> deciding() {
    return parentGone ? Optional.empty() : Optional.ofNullable(channelId);
  }

  /** Whether the child's bucket counts among the children of the parent's. */
  public boolean shown() {
    return newest;
  }

  public RelationRecord with(BuildId build) {
    var more = new ArrayList<>(builds);
    more.add(build);
    return new RelationRecord(
        child, parent, channelId, List.copyOf(more), childGone, parentGone, newest);
  }

  public RelationRecord without(BuildId build) {
    var left = builds.stream().filter(each -> !each.equals(build)).toList();
    boolean none = left.isEmpty();
    return new RelationRecord(
        none && !childGone ? child.numbered(0) : child,
        parent,
        channelId,
        left,
        childGone,
        parentGone,
        newest && !none);
  }

  /** The child is complete. */
  public RelationRecord published(int number) {
    return builds.isEmpty()
        ? this
        : new RelationRecord(
            child.numbered(number), parent, channelId, builds, childGone, parentGone, newest);
  }

  public RelationRecord newest(boolean now) {
    return new RelationRecord(child, parent, channelId, builds, childGone, parentGone, now);
  }

  /** The child is deleted. */
  public RelationRecord childGone(int number) {
    return new RelationRecord(
        child.numbered(number), parent, channelId, builds, true, parentGone, false);
  }

  /** The parent is deleted. */
  public RelationRecord parentGone(int number) {
    return new RelationRecord(
        child, parent.numbered(number), channelId, builds, childGone, true, newest);
  }
}
