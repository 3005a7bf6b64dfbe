package dev.assay.command.execution;

import dev.assay.events.journal.CommitId;
import dev.assay.projections.refusal.Refusal;
import java.time.Instant;

/** What became of a command. */
public sealed interface CommandResult {

  /**
   * It was decided and its events are accepted.
   *
   * @param id the commit's identity
   * @param position the commit's position: the answer shows the state as of it
   * @param time the commit's time
   * @param repeated whether an earlier call under the same key had it accepted
   */
  record Done(CommitId id, long position, Instant time, boolean repeated)
      implements CommandResult {}

  /**
   * All was already as the command asks; nothing was appended.
   *
   * @param position the position that this was decided on
   */
  record Unchanged(long position) implements CommandResult {}

  /** It was refused and changed nothing (or, for an unknown outcome, says so). */
  record Refused(Refusal refusal) implements CommandResult {}
}
