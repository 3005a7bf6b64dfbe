/**
 * The views: projectors that follow the journal, reads that see every acknowledged write, rebuilds
 * beside the live.
 */
@NullMarked
package dev.assay.projections.views;

import org.jspecify.annotations.NullMarked;
