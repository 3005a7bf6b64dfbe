package dev.assay.projections.store;

import java.util.regex.Pattern;

/**
 * Names of groups, collections and indexes become parts of keys and of collection names in the
 * stores.
 */
final class Names {

  private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9_]{0,39}");

  private Names() {}

  static void check(String what, String name) {
    if (!WORD.matcher(name).matches()) {
      throw new IllegalArgumentException(
          what + ": " + name + " (expected: 1 to 40 of a-z 0-9 _, a letter first)");
    }
  }
}
