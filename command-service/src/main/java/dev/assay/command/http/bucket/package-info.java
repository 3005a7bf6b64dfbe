/** Writes of buckets. */
@NullMarked
package dev.assay.command.http.bucket;

import org.jspecify.annotations.NullMarked;
