/** How long a revocation takes until it is everywhere. */
@NullMarked
package dev.assay.benchmarks.revocation;

import org.jspecify.annotations.NullMarked;
