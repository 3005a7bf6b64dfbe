package dev.assay.projections.access;

import dev.assay.events.access.OrganizationId;
import dev.assay.events.access.ProjectId;
import dev.assay.events.bucket.BucketName;

/** The names by which bindings and clients mean resources. */
public final class ResourceNames {

  private ResourceNames() {}

  /** {@code organization/<id>}. */
  public static String organization(OrganizationId id) {
    return "organization/" + id;
  }

  /** {@code project/<id>}. */
  public static String project(ProjectId id) {
    return "project/" + id;
  }

  /** {@code packer/project/<project-id>/bucket/<name>}; clients take buckets in by it. */
  public static String bucket(ProjectId project, BucketName name) {
    return bucketPrefix(project) + name;
  }

  /** What the names of all buckets of a project begin with. */
  static String bucketPrefix(ProjectId project) {
    return "packer/project/" + project + "/bucket/";
  }
}
