/** Putting the parts together and starting them, or saying in one line why not. */
@NullMarked
package dev.assay.standalone.start;

import org.jspecify.annotations.NullMarked;
