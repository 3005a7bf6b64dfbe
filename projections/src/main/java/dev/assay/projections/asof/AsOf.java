package dev.assay.projections.asof;

import dev.assay.projections.naming.Shown;
import dev.assay.projections.refusal.Checked;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The moment that a caller asks about: the query parameter {@code as_of}. */
public sealed interface AsOf {

  /** Name of the query parameter. */
  String FIELD = "as_of";

  /**
   * An instant: the answer is that of the longest prefix of the journal that is not later.
   *
   * @param instant cut to whole ms; every time of the registry is one, so finer digits decide
   *     nothing
   */
  record AtInstant(Instant instant) implements AsOf {
    public AtInstant {
      instant = instant.truncatedTo(ChronoUnit.MILLIS);
    }
  }

  /**
   * A position: the answer shows the commits up to and with this one, at its time.
   *
   * @param position 0 or more
   */
  record AtPosition(long position) implements AsOf {}

  /**
   * Reads the parameter.
   *
   * @param values as often as it was given
   * @return empty where it was not given
   */
  static Checked<Optional<AsOf>> of(List<String> values) {
    return switch (values.size()) {
      case 0 -> Checked.valid(Optional.empty());
      case 1 -> of(values.getFirst());
      default ->
          Checked.invalid(
              FIELD,
              Shown.value(String.join(", ", values)),
              "given once, not " + values.size() + " times");
    };
  }

  private static Checked<Optional<AsOf>> of(String value) {
    @Nullable AsOf read =
        value.startsWith(Forms.POSITION) ? Forms.position(value) : Forms.instant(value);
    return read == null
        ? Checked.invalid(FIELD, Shown.value(value), Forms.EXPECTED)
        : Checked.valid(Optional.of(read));
  }

  /** The two ways to write it. */
  final class Forms {
    private static final String POSITION = "position:";
    private static final String EXPECTED =
        "an RFC 3339 instant, such as 2026-01-31T09:30:00Z (a + in a query is written %2B), or"
            + " position:N with N from 0";
    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,18}");
    private static final Pattern RFC_3339 =
        Pattern.compile(
            "([0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2})"
                + "(?:\\.([0-9]+))?([Zz]|[+-][0-9]{2}:[0-9]{2})");
    private static final int MOST_DIGITS = 9;

    private Forms() {}

    private static @Nullable AsOf position(String value) {
      String number = value.substring(POSITION.length());
      if (!NUMBER.matcher(number).matches()) {
        return null;
      }
      try {
        return new AtPosition(Long.parseLong(number));
      } catch (NumberFormatException _) {
        return null;
      }
    }

    private static @Nullable AsOf instant(String value) {
      Matcher parts = RFC_3339.matcher(value);
      if (!parts.matches()) {
        return null;
      }
      try {
        return new AtInstant(
            OffsetDateTime.parse(
                    parts.group(1).toUpperCase(Locale.ROOT)
                        + fraction(parts.group(2))
                        + parts.group(3).toUpperCase(Locale.ROOT))
                .toInstant());
      } catch (DateTimeException _) {
        return null;
      }
    }

    private static String fraction(@Nullable String digits) {
      return digits == null
          ? ""
          : "." + digits.substring(0, Math.min(MOST_DIGITS, digits.length()));
    }
  }
}
