/** How long a start takes, and how much memory an idle server holds. */
@NullMarked
package dev.assay.benchmarks.startup;

import org.jspecify.annotations.NullMarked;
