package dev.assay.projections.wire;

/**
 * {@code parents} or {@code children}: where to read them, and how fresh they are.
 *
 * @param href URL of the ancestry call
 * @param status UNDETERMINED, UP_TO_DATE or OUT_OF_DATE
 */
public record Relatives(String href, String status) {}
