package dev.assay.projections.ancestry;

import dev.assay.events.access.ProjectId;
import dev.assay.events.bucket.BucketId;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many relations are shown between a bucket and its children in one project, so that a list of
 * thousands need not be counted.
 *
 * @param byChannel those that declare a channel, by its id
 */
public record ChildrenCount(
    BucketId parentId, ProjectId projectId, int total, Map<String, Integer> byChannel) {

  /** Identity of the count for a parent's bucket and a child's project. */
  public static String key(BucketId parent, ProjectId project) {
    return parent + "/" + project;
  }

  public static ChildrenCount none(BucketId parent, ProjectId project) {
    return new ChildrenCount(parent, project, 0, Map.of());
  }

  public String key() {
    return key(parentId, projectId);
  }

  /** The count with a relation more or less. */
  public ChildrenCount counting(RelationRecord relation, int more) {
    Map<String, Integer> channels = new TreeMap<>(byChannel);
    if (relation.channelId() != null) {
      channels.merge(
          relation.channelId().value(),
          more,
          (had, by) -> had + by == 0 ? null : Integer.valueOf(had + by));
    }
    return new ChildrenCount(parentId, projectId, total + more, channels);
  }
}
