package dev.assay.events.access;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Identity of a project.
 *
 * @param value never blank
 */
public record ProjectId(@JsonValue String value) {

  /**
   * @throws IllegalArgumentException if the value is blank
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public ProjectId {
    if (value.isBlank()) {
      throw new IllegalArgumentException("ProjectId: blank (expected: a UUID)");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
