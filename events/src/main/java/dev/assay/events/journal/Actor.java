package dev.assay.events.journal;

/**
 * Who caused a commit.
 *
 * @param id principal id, or the name of a part of the registry
 * @param name what people know it by; shown as author
 */
public record Actor(String id, String name, Kind kind) {

  /** What kind of somebody an actor is. */
  public enum Kind {
    SERVICE_PRINCIPAL,
    USER,
    /** A part of the registry itself: first start, timers. */
    SYSTEM
  }

  /** The registry itself. */
  public static Actor system(String part) {
    return new Actor(part, part, Kind.SYSTEM);
  }
}
