/** Pages of lists: sizes, orders, tokens. */
@NullMarked
package dev.assay.projections.paging;

import org.jspecify.annotations.NullMarked;
