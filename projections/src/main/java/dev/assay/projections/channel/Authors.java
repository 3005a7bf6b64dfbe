package dev.assay.projections.channel;

import dev.assay.events.channel.AssignmentCause;
import dev.assay.events.channel.RollbackCause;
import dev.assay.events.journal.RecordedEvent;

/** Who is shown as the author of what happens to a channel. */
public final class Authors {

  /** Shown where nobody asked for it; the name that clients know from the live service. */
  public static final String REGISTRY = "HCP Packer";

  private Authors() {}

  static String of(AssignmentCause cause, RecordedEvent recorded) {
    return switch (cause) {
      case MANUAL, COPIED -> recorded.actor().name();
      case COMPLETION -> REGISTRY;
    };
  }

  static String of(RollbackCause cause, RecordedEvent recorded) {
    return switch (cause) {
      case MANUAL -> recorded.actor().name();
      case REVOCATION, DELETION -> REGISTRY;
    };
  }
}
