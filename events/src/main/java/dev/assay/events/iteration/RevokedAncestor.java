package dev.assay.events.iteration;

import dev.assay.events.access.ProjectId;
import dev.assay.events.bucket.BucketId;
import dev.assay.events.bucket.BucketName;

/**
 * The iteration whose revocation others inherit, by all its names, so that it can be named after it
 * was deleted.
 *
 * @param number the bucket's number for it, from 1
 */
public record RevokedAncestor(
    ProjectId projectId,
    BucketId bucketId,
    BucketName bucketName,
    IterationId iterationId,
    Fingerprint fingerprint,
    int number) {}
