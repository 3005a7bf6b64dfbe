/** Who there is and who may do what: the facts of the first start. */
@NullMarked
package dev.assay.command.access;

import org.jspecify.annotations.NullMarked;
