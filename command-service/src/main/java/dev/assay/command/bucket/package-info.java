/** The bucket as an aggregate: what may be asked of it, and its one place of decision. */
@NullMarked
package dev.assay.command.bucket;

import org.jspecify.annotations.NullMarked;
