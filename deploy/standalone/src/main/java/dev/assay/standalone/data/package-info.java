/** The directory that everything of an installation lies in. */
@NullMarked
package dev.assay.standalone.data;

import org.jspecify.annotations.NullMarked;
