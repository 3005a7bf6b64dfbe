/** Checkpoints of the journal: what they say and how they are signed (C2SP). Pure. */
@NullMarked
package dev.assay.events.journal.checkpoint;

import org.jspecify.annotations.NullMarked;
