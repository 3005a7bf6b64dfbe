/** The local index over the journal. The only package of this module that knows RocksDB types. */
@NullMarked
package dev.assay.events.journal.replica;

import org.jspecify.annotations.NullMarked;
