package dev.assay.events.access;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Identity of a key: the OAuth2 client id.
 *
 * @param value never blank
 */
public record ClientId(@JsonValue String value) {

  /**
   * @throws IllegalArgumentException if the value is blank
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public ClientId {
    if (value.isBlank()) {
      throw new IllegalArgumentException("ClientId: blank (expected: a random word)");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
