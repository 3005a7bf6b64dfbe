/** Identities of new things. */
@NullMarked
package dev.assay.command.identity;

import org.jspecify.annotations.NullMarked;
