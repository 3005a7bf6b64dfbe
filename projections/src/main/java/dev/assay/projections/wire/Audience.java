package dev.assay.projections.wire;

import dev.assay.events.access.OrganizationId;
import dev.assay.events.access.ProjectId;
import dev.assay.events.bucket.BucketName;
import dev.assay.projections.access.Access;
import dev.assay.projections.access.Permission;

/**
 * On whose behalf an answer is made: what it may name, and whether it shows what other streams
 * decide.
 *
 * @param access what the caller may do
 * @param relatives whether {@code parents} and {@code children} are shown: in reads, not in answers
 *     to writes
 */
public record Audience(Access access, boolean relatives) {

  /** Of a read. */
  public static Audience reading(Access access) {
    return new Audience(access, true);
  }

  /** Of a write: its answer shows nothing that another stream decides. */
  public static Audience writing(Access access) {
    return new Audience(access, false);
  }

  OrganizationId organization() {
    return access.organization().id();
  }

  boolean mayRead(ProjectId project, BucketName bucket) {
    return access.may(Permission.READ, project, bucket);
  }
}
