package dev.assay.projections.naming;

import org.jspecify.annotations.Nullable;

/** How a caller's value stands in a message: short, on one line. */
public final class Shown {

  private static final int MAX_CHARS = 80;

  private Shown() {}

  /**
   * The value, cut after 80 characters, control characters replaced; {@code absent} and {@code
   * empty} said so.
   */
  public static String value(@Nullable String value) {
    if (value == null) {
      return "absent";
    }
    if (value.isEmpty()) {
      return "empty";
    }
    var line =
        value.substring(0, Math.min(MAX_CHARS, value.length())).replaceAll("\\p{Cntrl}", "?");
    return value.length() > MAX_CHARS ? line + "… (" + value.length() + " characters)" : line;
  }
}
