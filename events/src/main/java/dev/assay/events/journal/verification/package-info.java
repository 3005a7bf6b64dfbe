/**
 * Reads a journal again from its records alone, with a pass of arbitration of its own, and holds it
 * against what somebody kept. Pure but for the sources that it reads.
 */
@NullMarked
package dev.assay.events.journal.verification;

import org.jspecify.annotations.NullMarked;
