package dev.assay.projections.ancestry;

/** How fresh a child is, seen from the channel through which it found its parent. */
public enum AncestryStatus {
  /** No channel was declared, it is gone or empty, or the parent is unknown here or deleted. */
  UNDETERMINED,
  /** The parent is what the channel points at. */
  UP_TO_DATE,
  /** The channel points at another one. */
  OUT_OF_DATE;

  /** Of several together: out of date as soon as one is, up to date if all are. */
  public AncestryStatus and(AncestryStatus other) {
    if (this == OUT_OF_DATE || other == OUT_OF_DATE) {
      return OUT_OF_DATE;
    }
    return this == other ? this : UNDETERMINED;
  }
}
