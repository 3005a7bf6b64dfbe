package dev.assay.projections.store;

import dev.assay.events.journal.JournalId;

/**
 * How far a generation has got: it shows the accepted commits up to this one, all of them and no
 * others.
 *
 * @param generation the generation that it belongs to
 * @param journalId the journal that was read
 * @param position position of the last commit, −1 for none
 * @param recordHash {@code recordHash} of the last commit, empty for none
 */
public record Watermark(int generation, JournalId journalId, long position, String recordHash) {

  /** The watermark of a generation that shows nothing yet. */
  public static Watermark start(int generation, JournalId journalId) {
    return new Watermark(generation, journalId, -1, "");
  }

  /** This watermark moved on to a commit. */
  public Watermark at(long newPosition, String newRecordHash) {
    return new Watermark(generation, journalId, newPosition, newRecordHash);
  }
}
