package dev.assay.query.audit;

import dev.assay.events.access.OrganizationId;
import dev.assay.projections.audit.AuditAction;
import dev.assay.projections.audit.AuditQuery;
import dev.assay.projections.audit.AuditRow.Outcome;
import dev.assay.projections.edge.RefusalException;
import dev.assay.projections.naming.Shown;
import dev.assay.projections.refusal.Refusal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * The filters of a search. A filter that is misspelt would find everything, so that what is not
 * known is refused here, other than elsewhere.
 */
final class AuditParameters {

  static final String BUCKET = "bucket";
  static final String PROJECT = "project";

  private static final Set<String> COMMON =
      Set.of(
          "channel",
          "version",
          "actor",
          "action",
          "outcome",
          "from",
          "to",
          "format",
          "pagination.page_size",
          "pagination.next_page_token",
          "pagination.previous_page_token");

  private static final int LONGEST = 256;

  private final Map<String, List<String>> query;

  /**
   * @param more filters beside the common ones
   * @throws RefusalException if a parameter is unknown, given twice, or too long
   */
  AuditParameters(MultiValueMap<String, String> query, String... more) {
    this.query = query;
    Set<String> known = new TreeSet<>(COMMON);
    known.addAll(List.of(more));
    query.forEach((name, values) -> check(name, values, known));
  }

  private static void check(String name, List<String> values, Set<String> known) {
    if (!known.contains(name)) {
      throw refused(Shown.value(name), "given", "one of " + String.join(", ", known));
    }
    if (values.size() > 1) {
      throw refused(name, "given " + values.size() + " times", "once");
    }
    if (values.getFirst() != null
        && values.getFirst().length() > LONGEST
        && !name.contains("token")) {
      throw refused(name, values.getFirst().length() + " characters", "at most " + LONGEST);
    }
  }

  /** A parameter, null where it is absent or empty. */
  @Nullable String text(String name) {
    List<String> values = query.get(name);
    String value = values == null || values.isEmpty() ? null : values.getFirst();
    return value == null || value.isEmpty() ? null : value;
  }

  /**
   * @param machine whether rows that concern the registry as a machine are shown
   * @param project null for all
   * @param bucket null for all
   */
  AuditQuery query(
      OrganizationId organization,
      boolean machine,
      @Nullable String project,
      @Nullable String bucket) {
    Instant from = instant("from");
    Instant to = instant("to");
    if (from != null && to != null && !from.isBefore(to)) {
      throw refused("to", text("to"), "later than from, " + text("from"));
    }
    return new AuditQuery(
        organization,
        machine,
        project,
        bucket,
        text("channel"),
        text("version"),
        text("actor"),
        action(),
        outcome(),
        from,
        to);
  }

  private @Nullable AuditAction action() {
    String action = text("action");
    return action == null
        ? null
        : AuditAction.of(action)
            .orElseThrow(() ->
                refused(
                    "action",
                    Shown.value(action),
                    Arrays.stream(AuditAction.values())
                        .map(AuditAction::value)
                        .collect(Collectors.joining(", ", "one of ", ""))));
  }

  private @Nullable Outcome outcome() {
    String outcome = text("outcome");
    if (outcome == null) {
      return null;
    }
    for (Outcome each : Outcome.values()) {
      if (each.name().equals(outcome.toUpperCase(Locale.ROOT))) {
        return each;
      }
    }
    throw refused("outcome", Shown.value(outcome), "OK, REFUSED or UNCHANGED");
  }

  /** Rows have milliseconds: a bound within one is the next one. */
  private @Nullable Instant instant(String name) {
    String text = text(name);
    if (text == null) {
      return null;
    }
    try {
      Instant exact = OffsetDateTime.parse(text).toInstant();
      Instant cut = exact.truncatedTo(ChronoUnit.MILLIS);
      Instant millis = cut.equals(exact) ? cut : cut.plusMillis(1);
      return inRange(name, text, millis);
    } catch (DateTimeException _) {
      throw refused(
          name,
          Shown.value(text),
          "a time as in RFC 3339, such as 2026-11-24T00:00:00Z; a + in it written as %2B");
    }
  }

  private static Instant inRange(String name, String text, Instant instant) {
    boolean possible =
        instant.isAfter(Instant.EPOCH) && instant.isBefore(Instant.parse("9999-12-31T00:00:00Z"));
    if (!possible) {
      throw refused(name, Shown.value(text), "a time from 1970 to 9999");
    }
    return instant;
  }

  /**
   * @throws RefusalException if a page is asked for
   */
  void checkUnpaged(AuditFormat format) {
    for (String name : query.keySet()) {
      if (name.startsWith("pagination.") && text(name) != null) {
        throw refused(
            name,
            Shown.value(text(name)),
            "absent where the format is " + format.value() + ": an export holds all rows");
      }
    }
  }

  private static RefusalException refused(String field, @Nullable Object value, String expected) {
    return new RefusalException(Refusal.InvalidArgument.of(field, String.valueOf(value), expected));
  }
}
