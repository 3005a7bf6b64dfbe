/** Revoking, restoring, and what descendants inherit of it. */
@NullMarked
package dev.assay.command.revocation;

import org.jspecify.annotations.NullMarked;
