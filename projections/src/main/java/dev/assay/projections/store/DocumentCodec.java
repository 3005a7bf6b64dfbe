package dev.assay.projections.store;

/**
 * Turns documents of one collection into bytes and back. Safe for use by many threads.
 *
 * @param <T> the document
 */
public interface DocumentCodec<T> {

  /** The document as UTF-8 JSON text. */
  byte[] encode(T document);

  /**
   * The document that these bytes were made from.
   *
   * @throws ViewStoreException if they cannot be read
   */
  T decode(byte[] bytes);
}
