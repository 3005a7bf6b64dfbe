/** What was measured, as a table. */
@NullMarked
package dev.assay.benchmarks.report;

import org.jspecify.annotations.NullMarked;
