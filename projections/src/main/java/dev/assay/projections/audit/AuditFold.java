package dev.assay.projections.audit;

import dev.assay.events.Event;
import dev.assay.events.access.AccessEvent;
import dev.assay.events.bucket.BucketEvent;
import dev.assay.events.cascade.CascadeEvent;
import dev.assay.events.journal.RecordedCommit;
import dev.assay.events.journal.StreamName;
import dev.assay.events.refusals.RecordedRefusal;
import dev.assay.events.refusals.RefusedRequest;
import dev.assay.events.registry.RegistryEvent;
import dev.assay.events.system.SystemEvent;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Folds commits and refusals into rows. Every event has a case; an event about something that was
 * never heard of gives a row all the same, with ids in place of names.
 */
public final class AuditFold {

  private AuditFold() {}

  /**
   * The rows of a commit, at least one.
   *
   * @param things what is remembered of the commits before; afterwards also of this one
   */
  public static List<AuditRow> rows(RecordedCommit recorded, Things things) {
    CommitRows rows = new CommitRows(things);
    for (var append : recorded.commit().appends()) {
      append.events().forEach(event -> fold(append.stream(), event, rows));
    }
    return rows.of(recorded);
  }

  private static void fold(StreamName stream, Event event, CommitRows rows) {
    switch (event) {
      case BucketEvent e -> BucketRows.fold(stream, e, rows);
      case AccessEvent e -> AccessRows.fold(e, rows);
      case RegistryEvent e -> SystemRows.fold(e, rows);
      case CascadeEvent e -> SystemRows.fold(e, rows);
      case SystemEvent e -> SystemRows.fold(e, rows);
      default ->
          throw new IllegalStateException(
              "event "
                  + event.getClass().getSimpleName()
                  + " of stream "
                  + stream
                  + ": no rows (expected: of a stream kind that the audit log knows)");
    }
  }

  /** The row of a refusal, empty for a record that is not one. */
  public static Optional<AuditRow> row(RecordedRefusal recorded) {
    return Optional.ofNullable(recorded.request()).map(refused -> row(recorded, refused));
  }

  private static AuditRow row(RecordedRefusal recorded, RefusedRequest refused) {
    var target = refused.target();
    return new AuditRow(
        new AuditPlace(recorded.time(), AuditPlace.Origin.REFUSALS, recorded.offset(), 0),
        outcome(refused),
        new AuditRow.Told(refused.status(), refused.code(), refused.message()),
        refused.actor(),
        refused.request(),
        refused.organization(),
        refused.action(),
        refused.method() + " " + refused.path(),
        null,
        new AuditTarget(
            target.project(),
            target.bucket(),
            null,
            target.channel(),
            null,
            target.version(),
            null,
            target.build()),
        subject(target),
        List.of(),
        0);
  }

  private static AuditRow.Outcome outcome(RefusedRequest refused) {
    return switch (refused.outcome()) {
      case REFUSED -> AuditRow.Outcome.REFUSED;
      case UNCHANGED -> AuditRow.Outcome.UNCHANGED;
    };
  }

  /** From the smallest thing to the largest, as rows of the journal say it. */
  private static String subject(RefusedRequest.Target target) {
    String named =
        Stream.of(
                named("build", target.build()),
                named("version", target.version()),
                named("channel", target.channel()),
                named("bucket", target.bucket()))
            .flatMap(Optional::stream)
            .collect(Collectors.joining(" of "));
    if (!named.isEmpty()) {
      return named;
    }
    return target.project() == null ? "organization" : "project " + target.project();
  }

  private static Optional<String> named(String what, @Nullable String name) {
    return Optional.ofNullable(name).map(given -> what + " " + given);
  }
}
