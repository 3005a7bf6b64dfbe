package dev.assay.projections.wire;

import dev.assay.events.access.OrganizationId;
import dev.assay.projections.iteration.IterationRecord;

/**
 * {@code RevokedAncestor}: whose revocation a version inherited.
 *
 * @param href path of the call that reads it
 */
public record RevokedAncestor(
    String bucketName,
    String versionId,
    String versionName,
    String versionFingerprint,
    String href) {

  static RevokedAncestor of(
      OrganizationId organization, dev.assay.events.iteration.RevokedAncestor from) {
    return new RevokedAncestor(
        from.bucketName().value(),
        from.iterationId().value(),
        IterationRecord.name(from.number()),
        from.fingerprint().value(),
        "/packer/2023-01-01/organizations/"
            + organization
            + "/projects/"
            + from.projectId()
            + "/buckets/"
            + from.bucketName()
            + "/versions/"
            + from.fingerprint());
  }
}
