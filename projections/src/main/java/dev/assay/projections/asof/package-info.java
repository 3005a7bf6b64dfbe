/** Which moment of the past a read asks about. */
@NullMarked
package dev.assay.projections.asof;

import org.jspecify.annotations.NullMarked;
