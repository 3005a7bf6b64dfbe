package dev.assay.events.iteration;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Identity of an artifact.
 *
 * @param value never blank
 */
public record ArtifactId(@JsonValue String value) {

  /**
   * @throws IllegalArgumentException if the value is blank
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public ArtifactId {
    if (value.isBlank()) {
      throw new IllegalArgumentException("ArtifactId: blank (expected: a ULID)");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
