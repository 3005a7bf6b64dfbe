package dev.assay.projections.records;

import dev.assay.events.bucket.BucketEvent.ChildRecorded;
import dev.assay.events.bucket.BucketId;
import dev.assay.events.iteration.IterationId;

/**
 * That something was built from an iteration of a bucket.
 *
 * @param parent the bucket
 * @param from the position from which on that is known
 */
record RecordedChild(BucketId parent, long from, BucketId bucketId, IterationId iterationId) {

  static RecordedChild of(ChildRecorded recorded, long position) {
    var child = recorded.child();
    return new RecordedChild(recorded.bucketId(), position, child.bucketId(), child.iterationId());
  }
}
