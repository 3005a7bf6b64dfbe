/** Which iteration a build was made from, across buckets. */
@NullMarked
package dev.assay.command.ancestry;

import org.jspecify.annotations.NullMarked;
