package dev.assay.events.codec;

/** The one table of event types. */
public final class EventTypes {

  private EventTypes() {}

  /** The table of this version. */
  public static EventTypes shipped() {
    return new EventTypes();
  }
}
