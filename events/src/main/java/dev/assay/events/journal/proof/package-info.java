/** The Merkle tree over the accepted commits, and what is proved with it (RFC 6962). Pure. */
@NullMarked
package dev.assay.events.journal.proof;

import org.jspecify.annotations.NullMarked;
