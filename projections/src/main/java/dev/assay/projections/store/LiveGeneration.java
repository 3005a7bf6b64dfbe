package dev.assay.projections.store;

/**
 * Which generation of a group answers.
 *
 * @param number from 1
 * @param schemaVersion the {@link ViewGroup#schemaVersion()} that it was built with
 */
public record LiveGeneration(int number, int schemaVersion) {}
