package dev.assay.events.journal;

import dev.assay.events.Event;
import java.util.List;

/**
 * Events for one stream.
 *
 * @param firstSequence sequence of the first event; must be exactly one past the stream's head (the
 *     first event of a stream has sequence 0)
 * @param events at least one
 */
public record Append(StreamName stream, long firstSequence, List<Event> events) {

  /**
   * @throws IllegalArgumentException if there is no event or the sequence is negative
   */
  public Append {
    if (events.isEmpty()) {
      throw new IllegalArgumentException("events: none (expected: at least 1)");
    }
    if (firstSequence < 0) {
      throw new IllegalArgumentException("firstSequence: " + firstSequence + " (expected: >= 0)");
    }
    events = List.copyOf(events);
  }
}
