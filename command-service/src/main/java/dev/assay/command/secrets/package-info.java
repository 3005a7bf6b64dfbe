/** Secrets that must be read back: sealed under a master key that is never in the journal. */
@NullMarked
package dev.assay.command.secrets;

import org.jspecify.annotations.NullMarked;
