/** What happened, and the journal it is kept in. */
@NullMarked
package dev.assay.events;

import org.jspecify.annotations.NullMarked;
