/** Talking to a server that runs, as the owner that its data directory knows. */
@NullMarked
package dev.assay.standalone.admin;

import org.jspecify.annotations.NullMarked;
