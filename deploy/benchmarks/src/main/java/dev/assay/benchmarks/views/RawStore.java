package dev.assay.benchmarks.views;

import java.util.List;

/** The baseline: a store that is only written to, and only the documents. */
interface RawStore extends AutoCloseable {

  /**
   * Writes a batch, all of it at once.
   *
   * @throws Exception if the store does not take it
   */
  void write(List<DocumentWrite> batch) throws Exception;

  @Override
  void close();
}
