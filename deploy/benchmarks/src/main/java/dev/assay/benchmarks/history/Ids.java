package dev.assay.benchmarks.history;

import java.util.concurrent.ThreadLocalRandom;

/** Made-up identities of the length that real ones have. */
final class Ids {

  private static final int LENGTH = 26;
  private static final int RADIX = 32;

  private Ids() {}

  static String next() {
    StringBuilder id = new StringBuilder(LENGTH);
    ThreadLocalRandom.current()
        .ints(LENGTH, 0, RADIX)
        .forEach(digit -> id.append(Character.forDigit(digit, RADIX)));
    return id.toString();
  }
}
