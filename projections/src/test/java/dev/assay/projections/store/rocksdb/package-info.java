@NullMarked
package dev.assay.projections.store.rocksdb;

import org.jspecify.annotations.NullMarked;
