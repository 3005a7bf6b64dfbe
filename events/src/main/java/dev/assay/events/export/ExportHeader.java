package dev.assay.events.export;

import dev.assay.events.journal.Adoption;
import dev.assay.events.journal.JournalId;
import dev.assay.events.journal.StreamName;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What an exported file says of itself: which part of which journal it holds.
 *
 * @param journalId the journal that was exported
 * @param position the last position that is in the file; all before it are
 * @param time of the commit at that position
 * @param root root hash of the journal's Merkle tree at that position, lower-case hex
 * @param masterKeyId the master key that sealed the secrets in the journal, if it holds any
 * @param quarantined the streams whose history was missing at that position
 * @param recordFormat the newest format of records that the exporting version knew
 * @param exportedAt when it was written
 */
public record ExportHeader(
    JournalId journalId,
    long position,
    Instant time,
    String root,
    Optional<String> masterKeyId,
    Set<StreamName> quarantined,
    int recordFormat,
    Instant exportedAt) {

  public ExportHeader {
    quarantined = Set.copyOf(quarantined);
  }

  /**
   * The journal and the position, as the genesis of a journal that begins with the file says it.
   */
  public Adoption adoption() {
    return new Adoption(journalId, position, root, quarantined);
  }

  /** How many commits there are in the file. */
  public long commits() {
    return position + 1;
  }
}
