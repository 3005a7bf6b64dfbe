package dev.assay.projections.naming;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How a caller's value stands in a message: short, on one line. */
public final class Shown {

  private static final int MAX_CHARS = 80;

  /** Controls, format characters, line separators and lone surrogates. */
  private static final Pattern UNPRINTABLE =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}]");

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
    var line = UNPRINTABLE.matcher(value.substring(0, end(value))).replaceAll("?");
    return value.length() > MAX_CHARS ? line + "… (" + value.length() + " characters)" : line;
  }

  /** Where the shown part ends: never between the two halves of a character. */
  private static int end(String value) {
    int end = Math.min(MAX_CHARS, value.length());
    boolean split =
        end < value.length()
            && Character.isHighSurrogate(value.charAt(end - 1))
            && Character.isLowSurrogate(value.charAt(end));
    return split ? end - 1 : end;
  }
}
