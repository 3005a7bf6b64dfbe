package dev.assay.projections.store;

/** Reads that all see one watermark. For use by one thread; holds resources until closed. */
public interface ViewSnapshot extends ViewReads, AutoCloseable {

  /** The watermark that the reads see. */
  Watermark watermark();

  @Override
  void close();
}
