package dev.assay.events.codec;

import dev.assay.events.Event;
import java.util.List;

/**
 * How one type of event is written down.
 *
 * @param type the record that holds it
 * @param name wire name, never changed and never used for another type
 * @param upcasters the first turns revision 1 into 2, and so on up to the present revision; empty
 *     while there is only one
 */
public record EventType(Class<? extends Event> type, String name, List<Upcaster> upcasters) {

  public EventType {
    upcasters = List.copyOf(upcasters);
  }

  /** The revision that is written, from 1. */
  public int revision() {
    return upcasters.size() + 1;
  }
}
