/**
 * That a revocation over many buckets happens at once, for every reader and against every writer.
 */
@NullMarked
package dev.assay.standalone.atomicity;

import org.jspecify.annotations.NullMarked;
