package dev.assay.projections.edge;

import java.util.Optional;

/**
 * What a caller asks beside the call itself: on which condition, and under which key it is known
 * again.
 */
public record Terms(IfMatch ifMatch, Optional<IdempotencyKey> key) {

  static final Terms NONE = new Terms(IfMatch.NONE, Optional.empty());
}
