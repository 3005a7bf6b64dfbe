package dev.assay.events.bucket;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Identity of one life of a bucket: a bucket made again under a deleted name has another one.
 *
 * @param value never blank
 */
public record BucketId(@JsonValue String value) {

  /**
   * @throws IllegalArgumentException if the value is blank
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public BucketId {
    if (value.isBlank()) {
      throw new IllegalArgumentException("BucketId: blank (expected: a ULID)");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
