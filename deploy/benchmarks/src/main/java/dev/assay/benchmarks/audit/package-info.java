/** The audit log: searching, exporting, and what following the journal once more costs. */
@NullMarked
package dev.assay.benchmarks.audit;

import org.jspecify.annotations.NullMarked;
