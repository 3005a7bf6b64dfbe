/**
 * Iterations and builds inside a bucket: their state, what is decided about them, and the build
 * time-out.
 */
@NullMarked
package dev.assay.command.iteration;

import org.jspecify.annotations.NullMarked;
