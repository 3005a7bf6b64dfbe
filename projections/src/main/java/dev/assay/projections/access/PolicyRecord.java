package dev.assay.projections.access;

import java.util.List;

/**
 * Who holds which role on one resource itself.
 *
 * @param bindings in the order in which the principals were made
 * @param revision how often it has changed, from 1
 */
public record PolicyRecord(List<Binding> bindings, long revision) {

  /** What a change of it names, so that it replaces nothing that its author has not seen. */
  public String etag() {
    return etag(revision);
  }

  /** The tag of a revision; empty for 0, since there is no policy yet. */
  public static String etag(long revision) {
    return revision == 0 ? "" : "r" + revision;
  }
}
