package dev.assay.events.journal;

import java.util.Set;

/**
 * Another journal whose accepted commits, up to a position, a journal took over as they are: same
 * bytes, same positions, same times, same leaves of the tree.
 *
 * @param journalId the journal that they come from
 * @param position the last position that was taken over
 * @param root root hash of its Merkle tree at that position, lower-case hex
 * @param quarantined the streams whose history was missing there at that position
 */
public record Adoption(
    JournalId journalId, long position, String root, Set<StreamName> quarantined) {

  public Adoption {
    quarantined = Set.copyOf(quarantined);
  }

  /** Of a journal that was sound. */
  public Adoption(JournalId journalId, long position, String root) {
    this(journalId, position, root, Set.of());
  }
}
