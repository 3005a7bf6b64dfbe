/** Writes of channels. */
@NullMarked
package dev.assay.command.http.channel;

import org.jspecify.annotations.NullMarked;
