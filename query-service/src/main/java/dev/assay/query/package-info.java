/** Answers: the read half of the HTTP API. */
@NullMarked
package dev.assay.query;

import org.jspecify.annotations.NullMarked;
