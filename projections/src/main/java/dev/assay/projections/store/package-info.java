/**
 * The port to where views are kept: ordered collections of documents that move from one watermark
 * to the next.
 */
@NullMarked
package dev.assay.projections.store;

import org.jspecify.annotations.NullMarked;
