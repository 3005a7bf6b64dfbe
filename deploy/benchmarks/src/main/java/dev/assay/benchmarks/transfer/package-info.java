/**
 * Export and import of a journal, beside a plain consumer and a plain producer of the same bytes.
 */
@NullMarked
package dev.assay.benchmarks.transfer;

import org.jspecify.annotations.NullMarked;
