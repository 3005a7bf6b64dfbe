package dev.assay.events.registry;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Identity of a project's registry.
 *
 * @param value never blank
 */
public record RegistryId(@JsonValue String value) {

  /**
   * @throws IllegalArgumentException if the value is blank
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public RegistryId {
    if (value.isBlank()) {
      throw new IllegalArgumentException("RegistryId: blank (expected: a ULID)");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
