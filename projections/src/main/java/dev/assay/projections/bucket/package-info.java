/** What a bucket looks like, folded from its events. */
@NullMarked
package dev.assay.projections.bucket;

import org.jspecify.annotations.NullMarked;
