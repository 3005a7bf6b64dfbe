package dev.assay.events.access;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Identity of a service principal.
 *
 * @param value never blank
 */
public record PrincipalId(@JsonValue String value) {

  /**
   * @throws IllegalArgumentException if the value is blank
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public PrincipalId {
    if (value.isBlank()) {
      throw new IllegalArgumentException("PrincipalId: blank (expected: a UUID)");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
