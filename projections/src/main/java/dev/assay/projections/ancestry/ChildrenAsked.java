package dev.assay.projections.ancestry;

import dev.assay.events.access.ProjectId;
import dev.assay.events.bucket.BucketId;
import dev.assay.events.bucket.BucketName;
import dev.assay.events.channel.ChannelId;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which of the relations between a bucket and its children are asked for.
 *
 * @param parentId the bucket
 * @param channelId only those that were found through this channel; null for all
 * @param within where the children must be, apart from each other and in order; null for anywhere
 */
public record ChildrenAsked(
    BucketId parentId, @Nullable ChannelId channelId, @Nullable List<Place> within) {

  /**
   * A project, or one bucket of it.
   *
   * @param bucket null for all of the project
   */
  public record Place(ProjectId project, @Nullable BucketName bucket) {

    boolean holds(Kin child) {
      return project.equals(child.projectId())
          && (bucket == null || bucket.equals(child.bucketName()));
    }
  }

  public ChildrenAsked {
    within =
        within == null
            ? null
            : within.stream()
                .sorted(
                    Comparator.comparing((Place place) -> place.project().value())
                        .thenComparing(
                            place -> place.bucket() == null ? "" : place.bucket().value()))
                .toList();
  }

  /** All children, whoever asks. */
  public static ChildrenAsked all(BucketId parent) {
    return new ChildrenAsked(parent, null, null);
  }

  /** The same wherever the children are. */
  public ChildrenAsked anywhere() {
    return new ChildrenAsked(parentId, channelId, null);
  }

  public boolean holds(RelationRecord relation) {
    return relation.shown()
        && relation.parent().bucketId().equals(parentId)
        && (channelId == null || channelId.equals(relation.channelId()))
        && (within == null || within.stream().anyMatch(place -> place.holds(relation.child())));
  }
}
