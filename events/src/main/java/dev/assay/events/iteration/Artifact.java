package dev.assay.events.iteration;

/**
 * One image that a build made in one place.
 *
 * @param id its identity
 * @param externalIdentifier the platform's name for it, empty where the publisher gave none
 * @param region where it lies, empty where the publisher gave none
 */
public record Artifact(ArtifactId id, String externalIdentifier, String region) {}
