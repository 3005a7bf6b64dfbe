/** What an iteration with its builds and artifacts looks like, folded from its events. */
@NullMarked
package dev.assay.projections.iteration;

import org.jspecify.annotations.NullMarked;
