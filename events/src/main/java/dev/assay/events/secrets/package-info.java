/** Secrets that must be read back: sealed under a master key that is never in the journal. */
@NullMarked
package dev.assay.events.secrets;

import org.jspecify.annotations.NullMarked;
