/** Heartbeats in memory, for tests and for one instance alone. */
@NullMarked
package dev.assay.events.liveness.memory;

import org.jspecify.annotations.NullMarked;
