package dev.assay.events.codec;

/** What the bytes of a record turned out to be. */
public sealed interface Decoded {

  /** A commit; whether it is accepted is for the arbiter to say. */
  record Commit(dev.assay.events.journal.Commit commit) implements Decoded {}

  /** A genesis; it means something as the first record only. */
  record Genesis(dev.assay.events.codec.Genesis genesis) implements Decoded {}

  /**
   * Our magic bytes and a format that this version does not know: a reader must stop before it,
   * since a newer version may accept what it holds.
   *
   * @param format 0 to 255
   */
  record UnknownFormat(int format) implements Decoded {}

  /**
   * Something that no version of Assay writes in a format that this version knows: void for every
   * reader.
   *
   * @param reason what is wrong with it
   */
  record Foreign(String reason) implements Decoded {}
}
