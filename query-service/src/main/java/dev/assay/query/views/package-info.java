/** Calls about the views themselves, for whoever runs the registry. */
@NullMarked
package dev.assay.query.views;

import org.jspecify.annotations.NullMarked;
