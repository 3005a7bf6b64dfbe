/** A made-up registry's history, as commits. */
@NullMarked
package dev.assay.benchmarks.history;

import org.jspecify.annotations.NullMarked;
