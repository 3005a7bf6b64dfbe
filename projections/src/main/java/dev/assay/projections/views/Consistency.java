package dev.assay.projections.views;

/** What a read has to see. */
public enum Consistency {
  /** Every write that was acknowledged before the read began. */
  LATEST,
  /** Whatever the views show, at once. */
  EVENTUAL
}
