/** The JSON of API 2023-01-01, and the pure translation of records and refusals into it. */
@NullMarked
package dev.assay.projections.wire;

import org.jspecify.annotations.NullMarked;
