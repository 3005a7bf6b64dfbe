package dev.assay.events.codec;

import org.jspecify.annotations.Nullable;

/**
 * An event in an otherwise readable record cannot be read: its type is not in the table, or its
 * data do not fit its type. Reading must stop there; skipping it would make this reader's history
 * differ from others'. The reader adds where it stands.
 */
public final class UnreadableEventException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String type;
  private final int revision;

  /**
   * @param type wire name of the event's type
   * @param revision revision of its data
   * @param problem what is wrong, and what was expected
   */
  public UnreadableEventException(
      String type, int revision, String problem, @Nullable Throwable cause) {
    super("event " + type + " revision " + revision + ": " + problem, cause);
    this.type = type;
    this.revision = revision;
  }

  /** Wire name of the event's type. */
  public String type() {
    return type;
  }

  /** Revision of its data. */
  public int revision() {
    return revision;
  }
}
