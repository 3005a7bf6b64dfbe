package dev.assay.projections.wire;

/**
 * Whether an answer shows the free-form metadata of builds: only build calls and GetVersion do, and
 * no list does.
 */
public enum Metadata {
  SHOWN,
  OMITTED
}
