package dev.assay.events.journal.checkpoint;

import dev.assay.events.journal.JournalId;
import dev.assay.events.journal.proof.MerkleHash;
import java.util.List;

/**
 * Commits to all history up to a size (C2SP tlog-checkpoint): three lines, ended by newlines. It is
 * signed as a {@link SignedNote}. Immutable.
 *
 * @param origin which log it is of
 * @param size number of leaves; the last position is one less
 * @param root root of the tree of that size
 */
public record Checkpoint(String origin, long size, MerkleHash root) {

  private static final String ORIGIN_PREFIX = "assay/journal/";
  private static final int LINES = 3;

  /** How checkpoints of a journal, and the key that signs them, are named. */
  public static String origin(JournalId journal) {
    return ORIGIN_PREFIX + journal.value();
  }

  /**
   * Reads what a note says. Further lines, which other logs may write, are skipped.
   *
   * @throws InvalidNoteException if it is no checkpoint
   */
  public static Checkpoint parse(SignedNote note) throws InvalidNoteException {
    List<String> lines = note.text().lines().toList();
    if (lines.size() < LINES || lines.contains("")) {
      throw new InvalidNoteException(
          "checkpoint: %d lines (expected: origin, size and root hash)".formatted(lines.size()));
    }
    return new Checkpoint(lines.get(0), size(lines.get(1)), root(lines.get(2)));
  }

  private static long size(String line) throws InvalidNoteException {
    try {
      if (line.matches("0|[1-9][0-9]*")) {
        return Long.parseLong(line);
      }
    } catch (NumberFormatException e) {
      // Said below, as of any other text.
    }
    throw new InvalidNoteException("checkpoint: size \"" + line + "\" (expected: a number)");
  }

  private static MerkleHash root(String line) throws InvalidNoteException {
    byte[] bytes = NoteKeys.base64("checkpoint: root hash", line);
    if (bytes.length != MerkleHash.BYTES) {
      throw new InvalidNoteException(
          "checkpoint: root hash of %d bytes (expected: %d)"
              .formatted(bytes.length, MerkleHash.BYTES));
    }
    return MerkleHash.of(bytes);
  }

  /** What is signed. */
  public String text() {
    return origin + '\n' + size + '\n' + root.toBase64() + '\n';
  }
}
