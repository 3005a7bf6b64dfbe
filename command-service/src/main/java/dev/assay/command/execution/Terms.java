package dev.assay.command.execution;

import java.util.Optional;

/**
 * What is asked beside the command itself.
 *
 * @param condition must hold of the state that the command is decided on
 * @param key what a repetition is known by, empty where it is not to be known
 */
public record Terms(Condition condition, Optional<RequestKey> key) {

  /** None at all. */
  public static final Terms NONE = new Terms(Condition.NONE, Optional.empty());
}
