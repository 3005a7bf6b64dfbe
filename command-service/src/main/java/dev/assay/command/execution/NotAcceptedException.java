package dev.assay.command.execution;

import dev.assay.events.journal.AppendOutcome;

/**
 * Ends a unit of work whose commit did not become part of history, or did so before. The attempt
 * knows the outcome.
 */
final class NotAcceptedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NotAcceptedException(AppendOutcome outcome) {
    super(outcome.toString(), null, false, false);
  }
}
