/** Reads of buckets. */
@NullMarked
package dev.assay.query.bucket;

import org.jspecify.annotations.NullMarked;
