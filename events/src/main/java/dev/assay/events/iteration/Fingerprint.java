package dev.assay.events.iteration;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What a publisher calls an iteration; unique among the living iterations of a bucket.
 *
 * @param value never blank
 */
public record Fingerprint(@JsonValue String value) {

  /**
   * @throws IllegalArgumentException if the value is blank
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public Fingerprint {
    if (value.isBlank()) {
      throw new IllegalArgumentException("Fingerprint: blank (expected: 1 to 40 characters)");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
