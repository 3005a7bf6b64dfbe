package dev.assay.command.http;

import dev.assay.projections.naming.Shown;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An instant that a caller may give in either of two fields: as an RFC 3339 time, or as a time span
 * from now.
 */
public final class FutureInstant {

  private static final String DURATION =
      "decimal numbers with units s, m, h or d, such as 30d or 2h45m, up to 36500d";
  private static final Pattern DURATIONS =
      Pattern.compile("([+-]?)((?:\\d{1,12}(?:\\.\\d{1,9})?[smhd])+)");
  private static final Pattern TERM = Pattern.compile("(\\d+(?:\\.\\d+)?)([smhd])");
  private static final BigDecimal MAX_SECONDS = BigDecimal.valueOf(36_500L * 86_400);

  /** What generated clients write for an instant that is not set. */
  private static final Set<Instant> UNSET =
      Set.of(Instant.parse("0001-01-01T00:00:00Z"), Instant.EPOCH);

  private FutureInstant() {}

  /**
   * To the millisecond; empty where neither field is given.
   *
   * @param at field of the time
   * @param in field of the time span, such as {@code 30d} or {@code 2h45m}
   */
  public static Optional<Instant> of(JsonBody body, String at, String in, Instant now) {
    Optional<Instant> time = time(body, at);
    Optional<Instant> fromNow = duration(body, in).map(now::plus);
    if (time.isPresent() && fromNow.isPresent()) {
      throw body.refused(in, "given with " + at, "only one of the two");
    }
    return time.or(() -> fromNow).map(instant -> instant.truncatedTo(ChronoUnit.MILLIS));
  }

  private static Optional<Instant> time(JsonBody body, String field) {
    String text = body.textOrNull(field);
    if (text == null) {
      return Optional.empty();
    }
    try {
      Instant at = OffsetDateTime.parse(text).toInstant();
      return UNSET.contains(at) ? Optional.empty() : Optional.of(at);
    } catch (DateTimeException e) {
      throw body.refused(field, Shown.value(text), "an RFC 3339 time such as 2027-01-31T12:00:00Z");
    }
  }

  private static Optional<Duration> duration(JsonBody body, String field) {
    String text = body.textOrNull(field);
    if (text == null) {
      return Optional.empty();
    }
    Matcher whole = DURATIONS.matcher(text);
    if (!whole.matches()) {
      throw body.refused(field, Shown.value(text), DURATION);
    }
    BigDecimal seconds = BigDecimal.ZERO;
    for (Matcher term = TERM.matcher(whole.group(2)); term.find(); ) {
      seconds = seconds.add(new BigDecimal(term.group(1)).multiply(unit(term.group(2))));
    }
    if (seconds.compareTo(MAX_SECONDS) > 0) {
      throw body.refused(field, Shown.value(text), DURATION);
    }
    long millis = seconds.movePointRight(3).setScale(0, RoundingMode.DOWN).longValueExact();
    return Optional.of(Duration.ofMillis(whole.group(1).equals("-") ? -millis : millis));
  }

  private static BigDecimal unit(String unit) {
    return BigDecimal.valueOf(
        switch (unit) {
          case "s" -> 1;
          case "m" -> 60;
          case "h" -> 3_600;
          default -> 86_400;
        });
  }
}
