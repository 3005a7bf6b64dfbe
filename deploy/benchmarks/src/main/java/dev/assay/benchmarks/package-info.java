/** Measures the journal and both services. */
@NullMarked
package dev.assay.benchmarks;

import org.jspecify.annotations.NullMarked;
