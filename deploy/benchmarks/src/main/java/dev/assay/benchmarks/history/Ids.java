package dev.assay.benchmarks.history;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/** Made-up identities of the length that real ones have. Cheap, since load is made with them. */
final class Ids {

  private static final int DIGITS = 13;
  private static final int RADIX = 32;
  private static final int BITS = 5;

  private static final String RUN = digits(ThreadLocalRandom.current().nextLong());
  private static final AtomicLong COUNT = new AtomicLong();

  private Ids() {}

  static String next() {
    return RUN + digits(COUNT.getAndIncrement());
  }

  private static String digits(long number) {
    char[] digits = new char[DIGITS];
    long rest = number;
    for (int i = digits.length - 1; i >= 0; i--) {
      digits[i] = Character.forDigit((int) (rest & (RADIX - 1)), RADIX);
      rest >>>= BITS;
    }
    return new String(digits);
  }
}
