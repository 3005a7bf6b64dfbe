package dev.assay.projections.paging;

/** Which way a list is read. */
public enum Direction {
  FORWARD,
  BACKWARD
}
