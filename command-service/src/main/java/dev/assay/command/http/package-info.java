/** What the write half of the HTTP API shares: bodies, callers, answers. */
@NullMarked
package dev.assay.command.http;

import org.jspecify.annotations.NullMarked;
