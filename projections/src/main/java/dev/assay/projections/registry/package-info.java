/** What a project's registry looks like, folded from its events. */
@NullMarked
package dev.assay.projections.registry;

import org.jspecify.annotations.NullMarked;
