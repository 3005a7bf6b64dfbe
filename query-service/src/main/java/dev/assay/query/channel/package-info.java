/** Reads of channels and of what they pointed at. */
@NullMarked
package dev.assay.query.channel;

import org.jspecify.annotations.NullMarked;
