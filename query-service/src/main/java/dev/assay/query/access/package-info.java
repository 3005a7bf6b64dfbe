/** Who the caller is, and which organisations and projects there are for them. */
@NullMarked
package dev.assay.query.access;

import org.jspecify.annotations.NullMarked;
