/** Everything in one JVM, with nothing installed. */
@NullMarked
package dev.assay.standalone;

import org.jspecify.annotations.NullMarked;
