package dev.assay.standalone.transfer;

import dev.assay.events.journal.Journal;
import dev.assay.events.journal.RecordedCommit;
import dev.assay.projections.asof.AsOf;
import dev.assay.projections.refusal.Checked;
import dev.assay.projections.refusal.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Up to which position the journal of a stopped registry is exported, as a running one decides it.
 */
final class ExportPoint {

  private final Journal journal;
  private final Instant now;

  /**
   * @param journal read to its end
   */
  ExportPoint(Journal journal, Instant now) {
    this.journal = journal;
    this.now = now;
  }

  /**
   * The last position that belongs to an export.
   *
   * @param asOf an instant, or position:N; empty for all there is
   */
  Checked<Long> position(Optional<String> asOf) {
    if (journal.reached() < 0) {
      return Checked.invalid(
          new Refusal.FailedPrecondition("journal: empty (expected: something to export)"));
    }
    return AsOf.of(asOf.map(List::of).orElse(List.of()))
        .then(point -> point.map(this::find).orElse(Checked.valid(journal.reached())));
  }

  private Checked<Long> find(AsOf asOf) {
    return switch (asOf) {
      case AsOf.AtPosition(long position) when position <= journal.reached() ->
          Checked.valid(position);
      case AsOf.AtPosition(long position) ->
          refused(
              "position:" + position,
              "not beyond position:" + journal.reached() + ", the end of the journal");
      case AsOf.AtInstant(Instant instant) -> at(instant);
    };
  }

  private Checked<Long> at(Instant instant) {
    Instant end = time(journal.reached());
    Instant latest = now.isAfter(end) ? now : end;
    OptionalLong position = journal.positionAt(instant);
    if (instant.isAfter(latest)) {
      return refused(instant, "not later than now, " + latest);
    }
    return position.isPresent()
        ? Checked.valid(position.getAsLong())
        : refused(instant, "not before the registry began, " + time(0));
  }

  private Instant time(long position) {
    try (Stream<RecordedCommit> commits = journal.cursor(position)) {
      return commits.findFirst().orElseThrow().time();
    }
  }

  private static Checked<Long> refused(Object asOf, String expected) {
    return Checked.invalid(AsOf.FIELD, asOf, expected);
  }
}
