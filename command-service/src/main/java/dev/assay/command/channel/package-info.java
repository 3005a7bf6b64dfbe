/** Channels inside a bucket: their state and what is decided about them. */
@NullMarked
package dev.assay.command.channel;

import org.jspecify.annotations.NullMarked;
