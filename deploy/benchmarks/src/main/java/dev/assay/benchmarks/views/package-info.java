/** View batches against raw writes of the same records. */
@NullMarked
package dev.assay.benchmarks.views;

import org.jspecify.annotations.NullMarked;
