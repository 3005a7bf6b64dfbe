package dev.assay.events.channel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Identity of one life of a channel.
 *
 * @param value never blank
 */
public record ChannelId(@JsonValue String value) {

  /**
   * @throws IllegalArgumentException if the value is blank
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public ChannelId {
    if (value.isBlank()) {
      throw new IllegalArgumentException("ChannelId: blank (expected: a ULID)");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
