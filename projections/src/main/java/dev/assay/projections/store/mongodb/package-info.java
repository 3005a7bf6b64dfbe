/** Views in MongoDB, shared by many processes. Nobody else sees driver types. */
@NullMarked
package dev.assay.projections.store.mongodb;

import org.jspecify.annotations.NullMarked;
