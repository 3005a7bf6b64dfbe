/** Reads of iterations (versions on the wire) and their builds. */
@NullMarked
package dev.assay.query.iteration;

import org.jspecify.annotations.NullMarked;
