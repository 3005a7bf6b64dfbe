/** Appends against a raw producer and consumer on the same broker. */
@NullMarked
package dev.assay.benchmarks.journal;

import org.jspecify.annotations.NullMarked;
