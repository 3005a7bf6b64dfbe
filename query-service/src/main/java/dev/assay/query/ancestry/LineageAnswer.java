package dev.assay.query.ancestry;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The graph around a version.
 *
 * @param version id of the version that was asked about
 * @param nodes each version once, ancestors first: by how far they are, then by project, bucket and
 *     number
 * @param hidden versions in the graph that the caller may not read
 * @param truncated whether there is more than the limit lets through
 */
record LineageAnswer(
    String version, List<Node> nodes, List<Edge> edges, int hidden, boolean truncated) {

  /**
   * A version.
   *
   * @param distance steps from the version asked about: below 0 for ancestors, above for
   *     descendants
   * @param status as in every read, null for one that is deleted
   */
  record Node(
      String id,
      String projectId,
      String bucketName,
      String versionName,
      String versionFingerprint,
      @Nullable String status,
      boolean deleted,
      int distance) {}

  /**
   * One version was built from another.
   *
   * @param channelName the channel through which it was found, null for none, for one that is gone
   *     and for one that the caller may not see
   * @param status how fresh the child is; null where others lie in between
   * @param throughHidden whether it was not built from it directly, but by way of versions that the
   *     caller may not read
   */
  record Edge(
      String parent,
      String child,
      @Nullable String channelName,
      @Nullable String status,
      boolean throughHidden) {}
}
