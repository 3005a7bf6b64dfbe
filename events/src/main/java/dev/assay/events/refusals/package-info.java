/**
 * Requests of known callers that changed nothing, kept for auditors beside the journal: no facts,
 * no part of proofs or of answers about the past.
 */
@NullMarked
package dev.assay.events.refusals;

import org.jspecify.annotations.NullMarked;
