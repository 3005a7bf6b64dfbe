/** Load in closed loops, and two sides measured in turns. */
@NullMarked
package dev.assay.benchmarks.load;

import org.jspecify.annotations.NullMarked;
