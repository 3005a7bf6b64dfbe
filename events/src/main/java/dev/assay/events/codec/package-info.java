/** How facts are written down: the bytes of a journal record and the one table of event types. */
@NullMarked
package dev.assay.events.codec;

import org.jspecify.annotations.NullMarked;
