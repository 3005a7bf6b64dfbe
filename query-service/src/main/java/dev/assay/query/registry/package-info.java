/** Reads of a project's registry, and of what is enforced in it. */
@NullMarked
package dev.assay.query.registry;

import org.jspecify.annotations.NullMarked;
