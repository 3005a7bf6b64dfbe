/** What a channel looks like, and what it pointed at and when, folded from its events. */
@NullMarked
package dev.assay.projections.channel;

import org.jspecify.annotations.NullMarked;
