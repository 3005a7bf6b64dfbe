/** Executes commands: Axon's units of work over the journal, one commit each. */
@NullMarked
package dev.assay.command.execution;

import org.jspecify.annotations.NullMarked;
