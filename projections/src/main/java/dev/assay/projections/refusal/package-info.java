/** Refusals as values. */
@NullMarked
package dev.assay.projections.refusal;

import org.jspecify.annotations.NullMarked;
