package dev.assay.projections.ancestry;

import dev.assay.events.access.ProjectId;
import dev.assay.events.bucket.BucketId;
import dev.assay.events.bucket.BucketName;
import dev.assay.events.iteration.Fingerprint;
import dev.assay.events.iteration.IterationId;
import dev.assay.projections.bucket.BucketRecord;
import dev.assay.projections.iteration.IterationRecord;

/**
 * An iteration by all its names, so that it can be named after it was deleted.
 *
 * @param number 0 where it was not complete, or where that is to be looked up
 */
public record Kin(
    ProjectId projectId,
    BucketId bucketId,
    BucketName bucketName,
    IterationId iterationId,
    Fingerprint fingerprint,
    int number) {

  /** A living iteration. */
  public static Kin of(BucketRecord bucket, IterationRecord iteration) {
    return new Kin(
        bucket.projectId(),
        bucket.id(),
        bucket.name(),
        iteration.id(),
        iteration.fingerprint(),
        iteration.number());
  }

  /** {@code v} and its number. */
  public String name() {
    return IterationRecord.name(number);
  }

  /** With a number that is known now. */
  public Kin numbered(int known) {
    return new Kin(projectId, bucketId, bucketName, iterationId, fingerprint, known);
  }
}
