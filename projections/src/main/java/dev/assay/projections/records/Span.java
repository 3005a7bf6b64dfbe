package dev.assay.projections.records;

/** From a position on, up to before another one. */
record Span(long from, long until) {

  private static final long OPEN = Long.MAX_VALUE;

  static Span since(long position) {
    return new Span(position, OPEN);
  }

  boolean holds(long position) {
    return from <= position && position < until;
  }

  /** What has ended does not end again. */
  Span ended(long position) {
    return until == OPEN ? new Span(from, position) : this;
  }
}
