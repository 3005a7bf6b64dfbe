/** Calls over TLS against a bare handler of the same server. */
@NullMarked
package dev.assay.benchmarks.http;

import org.jspecify.annotations.NullMarked;
