package dev.assay.projections.wire;

import dev.assay.events.access.OrganizationId;
import dev.assay.projections.revocation.RevocationReason;
import dev.assay.projections.revocation.RevocationRecord;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The fields of a version that a revocation fills. */
record ShownRevocation(
    Instant at,
    @Nullable String message,
    @Nullable String author,
    Version.RevocationType type,
    @Nullable RevokedAncestor from) {

  static ShownRevocation of(
      OrganizationId organization, RevocationRecord revocation, Optional<RevocationReason> reason) {
    dev.assay.events.iteration.RevokedAncestor from = revocation.from();
    return new ShownRevocation(
        revocation.effectiveAt(),
        reason.map(RevocationReason::message).filter(text -> !text.isEmpty()).orElse(null),
        reason.map(RevocationReason::author).orElse(null),
        from == null ? Version.RevocationType.MANUAL : Version.RevocationType.INHERITED,
        from == null ? null : RevokedAncestor.of(organization, from));
  }
}
