/** The log of refusals in memory, for tests. */
@NullMarked
package dev.assay.events.refusals.memory;

import org.jspecify.annotations.NullMarked;
