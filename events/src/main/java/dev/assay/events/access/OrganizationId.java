package dev.assay.events.access;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Identity of an organisation.
 *
 * @param value never blank
 */
public record OrganizationId(@JsonValue String value) {

  /**
   * @throws IllegalArgumentException if the value is blank
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public OrganizationId {
    if (value.isBlank()) {
      throw new IllegalArgumentException("OrganizationId: blank (expected: a UUID)");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
