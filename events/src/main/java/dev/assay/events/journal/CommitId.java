package dev.assay.events.journal;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Identity of a commit: the same id is accepted once at most.
 *
 * @param value never blank
 */
public record CommitId(@JsonValue String value) {

  /**
   * @throws IllegalArgumentException if the value is blank
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public CommitId {
    if (value.isBlank()) {
      throw new IllegalArgumentException("CommitId: blank (expected: a ULID)");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
