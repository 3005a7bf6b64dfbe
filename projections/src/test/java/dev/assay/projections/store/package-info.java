/** The contract of the view store, to be kept by every adapter. */
@NullMarked
package dev.assay.projections.store;

import org.jspecify.annotations.NullMarked;
