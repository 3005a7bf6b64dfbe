package dev.assay.command.http.iteration;

import static dev.assay.projections.edge.RefusalException.unlessValid;

import dev.assay.command.http.JsonBody;
import dev.assay.projections.naming.Limits;
import dev.assay.projections.naming.Shown;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an update of a version says about its revocation. There is no mask: each field is an
 * instruction, and the empty values that generated clients send say nothing.
 *
 * @param at from when on
 */
record RevocationBody(
    Instant at, String message, boolean skipDescendants, boolean disableRollback) {

  private static final String DURATION =
      "decimal numbers with units s, m, h or d, such as 30d or 2h45m, up to 36500d";
  private static final Pattern DURATIONS =
      Pattern.compile("([+-]?)((?:\\d{1,12}(?:\\.\\d{1,9})?[smhd])+)");
  private static final Pattern TERM = Pattern.compile("(\\d+(?:\\.\\d+)?)([smhd])");
  private static final BigDecimal MAX_SECONDS = BigDecimal.valueOf(36_500L * 86_400);

  /** What generated clients write for an instant that is not set. */
  private static final Set<Instant> UNSET =
      Set.of(Instant.parse("0001-01-01T00:00:00Z"), Instant.EPOCH);

  /** Empty where the body asks for no revocation. */
  static Optional<RevocationBody> of(JsonBody body, Instant now) {
    Optional<Instant> at = instant(body);
    Optional<Instant> in = duration(body).map(now::plus);
    if (at.isPresent() && in.isPresent()) {
      throw body.refused("revoke_in", "given with revoke_at", "only one of the two");
    }
    if (at.isPresent() || in.isPresent()) {
      refuse(body, "with revoke_at or revoke_in", List.of("restore", "complete"));
      return Optional.of(
          new RevocationBody(
              at.or(() -> in).orElseThrow().truncatedTo(ChronoUnit.MILLIS),
              message(body),
              body.flag("skip_descendants_revocation"),
              body.flag("disable_rollback_channels")));
    }
    refuse(
        body,
        "without revoke_at and revoke_in",
        List.of("revocation_message", "skip_descendants_revocation", "disable_rollback_channels"));
    return Optional.empty();
  }

  private static void refuse(JsonBody body, String why, List<String> fields) {
    for (String field : fields) {
      if (body.asks(field)) {
        throw body.refused(field, "given " + why, "absent");
      }
    }
  }

  private static String message(JsonBody body) {
    return unlessValid(
        Limits.text("revocation_message", body.text("revocation_message"), Limits.MESSAGE));
  }

  private static Optional<Instant> instant(JsonBody body) {
    String text = body.textOrNull("revoke_at");
    if (text == null) {
      return Optional.empty();
    }
    try {
      Instant at = OffsetDateTime.parse(text).toInstant();
      return UNSET.contains(at) ? Optional.empty() : Optional.of(at);
    } catch (DateTimeException e) {
      throw body.refused(
          "revoke_at", Shown.value(text), "an RFC 3339 time such as 2027-01-31T12:00:00Z");
    }
  }

  private static Optional<Duration> duration(JsonBody body) {
    String text = body.textOrNull("revoke_in");
    if (text == null) {
      return Optional.empty();
    }
    Matcher whole = DURATIONS.matcher(text);
    if (!whole.matches()) {
      throw body.refused("revoke_in", Shown.value(text), DURATION);
    }
    BigDecimal seconds = BigDecimal.ZERO;
    for (Matcher term = TERM.matcher(whole.group(2)); term.find(); ) {
      seconds = seconds.add(new BigDecimal(term.group(1)).multiply(unit(term.group(2))));
    }
    if (seconds.compareTo(MAX_SECONDS) > 0) {
      throw body.refused("revoke_in", Shown.value(text), DURATION);
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
