/** The journal's twin in memory: the same rule over a list instead of a topic. */
@NullMarked
package dev.assay.events.journal.memory;

import org.jspecify.annotations.NullMarked;
