package dev.assay.projections.records;

import dev.assay.events.journal.RecordedEvent;
import dev.assay.projections.bucket.BucketFold;
import dev.assay.projections.bucket.BucketRecord;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the events of a bucket stream say of the bucket that lives in it.
 *
 * @param sequence of the last event, −1 for none
 * @param living its record, null before it is created and once it is deleted
 */
record BucketState(long sequence, @Nullable BucketRecord living) {

  static final BucketState NOTHING = new BucketState(-1, null);

  BucketState apply(RecordedEvent recorded) {
    return new BucketState(recorded.sequence(), BucketFold.apply(living, recorded));
  }

  Optional<BucketRecord> record() {
    return Optional.ofNullable(living);
  }
}
