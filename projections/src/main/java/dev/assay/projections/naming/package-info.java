/** The rules for what callers may send: names, lengths, limits. */
@NullMarked
package dev.assay.projections.naming;

import org.jspecify.annotations.NullMarked;
