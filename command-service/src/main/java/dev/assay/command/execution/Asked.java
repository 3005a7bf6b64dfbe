package dev.assay.command.execution;

import dev.assay.events.journal.CommitId;

/**
 * A command with all that goes with it, the same for every attempt at it.
 *
 * @param id of the commit that is to come of it
 * @param alone whether it holds the cascade lock alone
 */
record Asked(CommitId id, Command command, Caller caller, Terms terms, boolean alone) {}
