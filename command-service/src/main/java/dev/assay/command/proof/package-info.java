/** What the command side does for the proofs of the journal. */
@NullMarked
package dev.assay.command.proof;

import org.jspecify.annotations.NullMarked;
