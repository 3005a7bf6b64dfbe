package dev.assay.events.iteration;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Identity of a build.
 *
 * @param value never blank
 */
public record BuildId(@JsonValue String value) {

  /**
   * @throws IllegalArgumentException if the value is blank
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public BuildId {
    if (value.isBlank()) {
      throw new IllegalArgumentException("BuildId: blank (expected: a ULID)");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
