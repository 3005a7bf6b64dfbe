/** A journal in a file: written from a replica, checked, and read back record by record. */
@NullMarked
package dev.assay.events.export;

import org.jspecify.annotations.NullMarked;
