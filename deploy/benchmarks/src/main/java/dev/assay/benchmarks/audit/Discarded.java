package dev.assay.benchmarks.audit;

import java.io.OutputStream;

/** Counts what is written, and forgets it. */
final class Discarded extends OutputStream {

  private long written;

  long written() {
    return written;
  }

  @Override
  public void write(int value) {
    written++;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    written += length;
  }
}
