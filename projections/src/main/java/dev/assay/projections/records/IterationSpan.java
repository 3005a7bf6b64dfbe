package dev.assay.projections.records;

import dev.assay.events.bucket.BucketEvent.IterationCreated;
import dev.assay.events.bucket.BucketId;
import dev.assay.events.iteration.Fingerprint;
import dev.assay.events.iteration.IterationId;
import dev.assay.events.journal.RecordedEvent;
import java.time.Instant;

/**
 * When an iteration was there.
 *
 * @param number 0 until it is complete
 * @param publishedAt position from which on it has its number
 */
record IterationSpan(
    IterationId id,
    BucketId bucket,
    Fingerprint fingerprint,
    Instant createdAt,
    int number,
    long publishedAt,
    Span span) {

  private static final long NOT_YET = Long.MAX_VALUE;

  static IterationSpan begun(IterationCreated created, RecordedEvent recorded) {
    return new IterationSpan(
        created.iterationId(),
        created.bucketId(),
        created.fingerprint(),
        recorded.time(),
        0,
        NOT_YET,
        Span.since(recorded.position()));
  }

  boolean published() {
    return publishedAt != NOT_YET;
  }

  int numberAt(long position) {
    return publishedAt <= position ? number : 0;
  }

  IterationSpan published(int as, long position) {
    return new IterationSpan(id, bucket, fingerprint, createdAt, as, position, span);
  }

  IterationSpan ended(long position) {
    return new IterationSpan(
        id, bucket, fingerprint, createdAt, number, publishedAt, span.ended(position));
  }
}
