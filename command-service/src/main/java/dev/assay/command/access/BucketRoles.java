package dev.assay.command.access;

import dev.assay.events.access.OrganizationId;
import dev.assay.projections.access.Resource.OfBucket;

/** What becomes of the roles that are held on a bucket. */
public interface BucketRoles {

  /**
   * Ends all roles on a bucket, in the current unit of work, with which the bucket ends: one that
   * is made again under its name is another.
   *
   * @throws Exception whatever ends the unit of work
   */
  void end(OrganizationId organization, OfBucket bucket) throws Exception;
}
