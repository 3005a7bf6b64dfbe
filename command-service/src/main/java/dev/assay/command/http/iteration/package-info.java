/** Writes of iterations (versions on the wire) and their builds. */
@NullMarked
package dev.assay.command.http.iteration;

import org.jspecify.annotations.NullMarked;
