/** The packaged server as a process, and how to call it. */
@NullMarked
package dev.assay.benchmarks.server;

import org.jspecify.annotations.NullMarked;
