package dev.assay.events.channel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Name of a channel, unique among the living channels of a bucket.
 *
 * @param value never blank
 */
public record ChannelName(@JsonValue String value) {

  /**
   * @throws IllegalArgumentException if the value is blank
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public ChannelName {
    if (value.isBlank()) {
      throw new IllegalArgumentException("ChannelName: blank (expected: 3 to 36 of A-Z a-z 0-9 -)");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
