/**
 * Views in RocksDB, in a directory of this process: the embedded default. Nobody else sees RocksDB
 * types.
 */
@NullMarked
package dev.assay.projections.store.rocksdb;

import org.jspecify.annotations.NullMarked;
