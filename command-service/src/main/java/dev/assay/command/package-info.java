/** Decides: aggregates, policies and the write half of the HTTP API. */
@NullMarked
package dev.assay.command;

import org.jspecify.annotations.NullMarked;
