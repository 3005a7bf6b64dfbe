/** Where answers find the records that they show. */
@NullMarked
package dev.assay.projections.records;

import org.jspecify.annotations.NullMarked;
