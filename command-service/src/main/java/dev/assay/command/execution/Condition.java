package dev.assay.command.execution;

import dev.assay.projections.refusal.Refusal;
import java.util.Optional;

/**
 * What must hold for a command to be executed. It is asked within the unit of work, about the very
 * state that the decision rests on: whatever changes that state first makes the commit void, and
 * the condition is asked again. So of commands that wait for the same state one at most succeeds.
 */
@FunctionalInterface
public interface Condition {

  /** Always holds. */
  Condition NONE = _ -> Optional.empty();

  /**
   * What speaks against the command; empty if nothing does, or if that of which it is asked is not
   * there, which the decision itself refuses.
   *
   * @param position that the state is as of
   */
  Optional<Refusal> objection(long position);
}
