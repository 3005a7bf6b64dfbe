package dev.assay.projections.wire;

import dev.assay.projections.revocation.RevocationReason;
import dev.assay.projections.revocation.RevocationRecord;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a version that a revocation fills.
 *
 * @param from whose revocation it inherited; null for its own, and where the caller may not read
 *     the ancestor's bucket
 * @param hidden whether it is that which leaves {@code from} out
 */
record ShownRevocation(
    Instant at,
    @Nullable String message,
    @Nullable String author,
    Version.RevocationType type,
    @Nullable RevokedAncestor from,
    boolean hidden) {

  static ShownRevocation of(
      Audience audience, RevocationRecord revocation, Optional<RevocationReason> reason) {
    dev.assay.events.iteration.RevokedAncestor from = revocation.from();
    boolean hidden = from != null && !audience.mayRead(from.projectId(), from.bucketName());
    return new ShownRevocation(
        revocation.effectiveAt(),
        reason.map(RevocationReason::message).filter(text -> !text.isEmpty()).orElse(null),
        reason.map(RevocationReason::author).orElse(null),
        from == null ? Version.RevocationType.MANUAL : Version.RevocationType.INHERITED,
        from == null || hidden ? null : RevokedAncestor.of(audience.organization(), from),
        hidden);
  }
}
