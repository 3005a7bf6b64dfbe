package dev.assay.events.journal;

/**
 * Positions, both ends included; empty where the first is greater.
 *
 * @param from the first one
 * @param to the last one
 */
public record PositionRange(long from, long to) {

  public boolean holds(long position) {
    return from <= position && position <= to;
  }
}
