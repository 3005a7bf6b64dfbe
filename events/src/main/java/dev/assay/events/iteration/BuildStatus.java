package dev.assay.events.iteration;

/** Where a build stands. {@code UNSET}: registered, never started. */
public enum BuildStatus {
  UNSET,
  RUNNING,
  DONE,
  CANCELLED,
  FAILED
}
