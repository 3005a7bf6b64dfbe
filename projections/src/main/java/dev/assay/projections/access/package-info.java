/** Who there is and who may do what, folded from an organisation's access events. */
@NullMarked
package dev.assay.projections.access;

import org.jspecify.annotations.NullMarked;
