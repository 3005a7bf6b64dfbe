/**
 * The edge of the HTTP API that both halves share: request ids, body limits, tokens, errors. Plain
 * servlet types only; the halves bring the web framework.
 */
@NullMarked
package dev.assay.projections.edge;

import org.jspecify.annotations.NullMarked;
