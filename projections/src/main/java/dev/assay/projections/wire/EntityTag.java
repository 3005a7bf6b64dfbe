package dev.assay.projections.wire;

/**
 * Strong entity tag (RFC 9110 §8.8.3) of a thing: its identity, and the position of the last event
 * that can have changed what an answer shows of it. What no event changes, such as a status that
 * moves by the clock, is not part of it: it is for conditions, not for caches.
 */
public record EntityTag(String id, long position) {

  /** As headers write it, with its quotes. */
  @Override
  public String toString() {
    return "\"" + id + "." + position + "\"";
  }
}
