package dev.assay.events.bucket;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Name of a bucket, case-sensitive, unique among the living buckets of a project.
 *
 * @param value never blank
 */
public record BucketName(@JsonValue String value) {

  /**
   * @throws IllegalArgumentException if the value is blank
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public BucketName {
    if (value.isBlank()) {
      throw new IllegalArgumentException("BucketName: blank (expected: 3 to 36 of A-Z a-z 0-9 -)");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
