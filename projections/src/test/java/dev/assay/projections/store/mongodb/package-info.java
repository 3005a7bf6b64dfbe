@NullMarked
package dev.assay.projections.store.mongodb;

import org.jspecify.annotations.NullMarked;
