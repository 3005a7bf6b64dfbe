package dev.assay.projections.wire;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code Version}: what Assay calls an iteration.
 *
 * @param name {@code v0} until it is complete
 * @param status always written
 * @param builds with their artifacts; a list, never null
 * @param parents null in answers to writes, which other streams do not decide
 * @param createdAt null where only history remembers it; so is {@code updatedAt}
 * @param revokeAt null unless it is, or is to be, revoked; so are the other fields of a revocation
 * @param revocationAncestorHidden true if it inherited its revocation from a version in a bucket
 *     that the caller may not read, which is therefore not named
 */
public record Version(
    String id,
    String bucketName,
    String name,
    String fingerprint,
    VersionStatus status,
    String authorId,
    TemplateType templateType,
    List<Build> builds,
    boolean hasDescendants,
    @Nullable Relatives parents,
    @Nullable Instant createdAt,
    @Nullable Instant updatedAt,
    @Nullable Instant revokeAt,
    @Nullable String revocationMessage,
    @Nullable String revocationAuthor,
    RevocationType revocationType,
    @Nullable RevokedAncestor revocationInheritedFrom,
    boolean revocationAncestorHidden) {

  /** Where a version stands. */
  public enum VersionStatus {
    VERSION_UNSET,
    VERSION_RUNNING,
    VERSION_CANCELLED,
    VERSION_FAILED,
    VERSION_REVOKED,
    VERSION_REVOCATION_SCHEDULED,
    VERSION_ACTIVE,
    VERSION_INCOMPLETE
  }

  /** The language of the template that a version was built from. */
  public enum TemplateType {
    TEMPLATE_TYPE_UNSET,
    HCL2,
    JSON
  }

  /** How a version came to be revoked. */
  public enum RevocationType {
    REVOCATION_TYPE_UNSET,
    MANUAL,
    INHERITED
  }
}
