/** The journal as a file, while the registry runs. */
@NullMarked
package dev.assay.query.export;

import org.jspecify.annotations.NullMarked;
