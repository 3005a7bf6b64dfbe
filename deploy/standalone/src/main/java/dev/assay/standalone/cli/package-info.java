/** The command line of assay.jar. */
@NullMarked
package dev.assay.standalone.cli;

import org.jspecify.annotations.NullMarked;
