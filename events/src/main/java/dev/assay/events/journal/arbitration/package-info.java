/** The rule by which every reader of the journal tells accepted commits from void ones. */
@NullMarked
package dev.assay.events.journal.arbitration;

import org.jspecify.annotations.NullMarked;
