/** What it looks like: pure folds from events to records, and the views that keep them. */
@NullMarked
package dev.assay.projections;

import org.jspecify.annotations.NullMarked;
