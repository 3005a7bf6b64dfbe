package dev.assay.events.journal;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Identity of a journal, made with its genesis.
 *
 * @param value never blank
 */
public record JournalId(@JsonValue String value) {

  /**
   * @throws IllegalArgumentException if the value is blank
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public JournalId {
    if (value.isBlank()) {
      throw new IllegalArgumentException("JournalId: blank (expected: a UUID)");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
