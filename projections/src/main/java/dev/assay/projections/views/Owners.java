package dev.assay.projections.views;

import java.util.UUID;

/** Names by which those who move watermarks claim generations. */
final class Owners {

  private Owners() {}

  static String next() {
    return UUID.randomUUID().toString();
  }
}
