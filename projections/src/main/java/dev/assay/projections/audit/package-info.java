/**
 * The audit log: who did what, when, from where, and what changed from what to what. A pure fold of
 * commits and refusals into rows.
 */
@NullMarked
package dev.assay.projections.audit;

import org.jspecify.annotations.NullMarked;
