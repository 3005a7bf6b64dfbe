/** Proofs, checkpoints and verification against the plain work that they rest on. */
@NullMarked
package dev.assay.benchmarks.proof;

import org.jspecify.annotations.NullMarked;
