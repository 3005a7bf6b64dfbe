/** Refusals as values, and the one table that gives them code and status. */
@NullMarked
package dev.assay.projections.refusal;

import org.jspecify.annotations.NullMarked;
