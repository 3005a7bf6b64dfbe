package dev.assay.command.execution;

/**
 * Executes commands: decides, appends, decides again on a conflict (bounded), and says what became
 * of it. Blocking; call it on a virtual thread. Safe for use by many threads.
 */
public interface Commands {

  CommandResult execute(Command command, Caller caller, Terms terms);

  /** Executes a command on no terms. */
  default CommandResult execute(Command command, Caller caller) {
    return execute(command, caller, Terms.NONE);
  }
}
