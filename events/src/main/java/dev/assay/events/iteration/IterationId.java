package dev.assay.events.iteration;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Identity of an iteration (a version on the wire).
 *
 * @param value never blank
 */
public record IterationId(@JsonValue String value) {

  /**
   * @throws IllegalArgumentException if the value is blank
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public IterationId {
    if (value.isBlank()) {
      throw new IllegalArgumentException("IterationId: blank (expected: a ULID)");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
