/** Writes about principals, keys and roles. */
@NullMarked
package dev.assay.command.http.access;

import org.jspecify.annotations.NullMarked;
