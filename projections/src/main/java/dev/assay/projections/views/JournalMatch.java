package dev.assay.projections.views;

import dev.assay.events.journal.Journal;
import dev.assay.projections.store.Watermark;
import java.util.Optional;

/**
 * Whether a watermark belongs to this journal as it is: a journal that was restored, or another
 * one, must not be answered from views of commits that it does not hold.
 */
final class JournalMatch {

  private final Journal journal;

  JournalMatch(Journal journal) {
    this.journal = journal;
  }

  /** Why a watermark does not fit; empty if it does. */
  Optional<String> mismatch(Watermark watermark) {
    if (!watermark.journalId().equals(journal.id())) {
      return Optional.of("journal " + watermark.journalId() + " (expected: " + journal.id() + ")");
    }
    if (watermark.position() < 0) {
      return Optional.empty();
    }
    long reached = journal.reached();
    long end = reached < watermark.position() ? journal.end() : reached;
    if (watermark.position() > end) {
      return Optional.of("position " + watermark.position() + " (expected: at most " + end + ")");
    }
    var hash = hashAt(watermark.position());
    return hash.equals(watermark.recordHash())
        ? Optional.empty()
        : Optional.of(
            "record "
                + watermark.recordHash()
                + " at position "
                + watermark.position()
                + " (expected: "
                + hash
                + ")");
  }

  private String hashAt(long position) {
    try (var commits = journal.cursor(position)) {
      return commits
          .findFirst()
          .filter(commit -> commit.position() == position)
          .map(commit -> commit.recordHash())
          .orElse("none");
    }
  }
}
