package dev.assay.projections.wire;

/** {@code RevokedAncestor}: whose revocation a version inherited. */
public record RevokedAncestor(
    String bucketName,
    String versionId,
    String versionName,
    String versionFingerprint,
    String href) {}
