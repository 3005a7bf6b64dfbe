/** What was built from what, folded from the events of the children. */
@NullMarked
package dev.assay.projections.ancestry;

import org.jspecify.annotations.NullMarked;
