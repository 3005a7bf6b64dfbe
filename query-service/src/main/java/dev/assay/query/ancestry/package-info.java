/** Reads of what was built from what. */
@NullMarked
package dev.assay.query.ancestry;

import org.jspecify.annotations.NullMarked;
