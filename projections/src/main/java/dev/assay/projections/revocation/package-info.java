/** What revocations look like, folded from their events. */
@NullMarked
package dev.assay.projections.revocation;

import org.jspecify.annotations.NullMarked;
