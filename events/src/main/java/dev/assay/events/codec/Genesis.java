package dev.assay.events.codec;

import dev.assay.events.journal.Adoption;
import dev.assay.events.journal.JournalId;
import java.util.Optional;

/**
 * The first record of a journal. It is no commit: it has no position, no time and no leaf in the
 * proof.
 *
 * @param journalId identity of this journal
 * @param format the newest record format that the journal's founder knew; records may be written in
 *     it from the start
 * @param adopts what was taken over from another journal, empty for a journal that began here
 */
public record Genesis(JournalId journalId, int format, Optional<Adoption> adopts) {

  /** The genesis of a journal that begins with nothing, in the format of this version. */
  public static Genesis of(JournalId journalId) {
    return new Genesis(journalId, JournalCodec.FORMAT, Optional.empty());
  }

  /** The genesis of a copy, which the records of the other journal follow. */
  public static Genesis copy(JournalId journalId, Adoption adopts) {
    return new Genesis(journalId, JournalCodec.FORMAT, Optional.of(adopts));
  }
}
