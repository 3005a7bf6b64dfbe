package dev.assay.standalone.atomicity;

/** How often the tests of this package repeat what may go wrong only now and then. */
final class Rounds {

  private static final String VARIABLE = "ASSAY_TEST_ROUNDS";

  private Rounds() {}

  /**
   * What the environment asks for, or a number that takes a few seconds.
   *
   * @throws IllegalStateException if it asks for something that is no number
   */
  static int orElse(int few) {
    String asked = System.getenv(VARIABLE);
    if (asked == null || asked.isBlank()) {
      return few;
    }
    try {
      return Integer.parseInt(asked.strip());
    } catch (NumberFormatException e) {
      throw new IllegalStateException(VARIABLE + ": " + asked + " (expected: a number)", e);
    }
  }
}
