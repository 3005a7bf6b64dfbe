package dev.assay.events.journal.verification;

import dev.assay.events.journal.Adoption;
import dev.assay.events.journal.JournalId;
import java.util.Optional;

/**
 * What a log says of itself: of a topic its genesis, of an exported file its header.
 *
 * @param journal whose records they are
 * @param adopts what the journal took over from another one
 * @param judgedElsewhere the last position of which neither append times nor void records are there
 *     to judge by, −1 for none: what was taken over, all of an exported file
 */
public record LogIdentity(JournalId journal, Optional<Adoption> adopts, long judgedElsewhere) {

  /** Of a topic, by its genesis. */
  public static LogIdentity ofTopic(JournalId journal, Optional<Adoption> adopts) {
    return new LogIdentity(journal, adopts, adopts.map(Adoption::position).orElse(-1L));
  }

  /** Of an exported file, by its header. */
  public static LogIdentity ofExport(JournalId journal, long position) {
    return new LogIdentity(journal, Optional.empty(), position);
  }
}
