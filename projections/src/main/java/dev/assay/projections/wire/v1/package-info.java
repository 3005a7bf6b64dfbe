/** What Assay's own calls write: a pure translation. */
@NullMarked
package dev.assay.projections.wire.v1;

import org.jspecify.annotations.NullMarked;
