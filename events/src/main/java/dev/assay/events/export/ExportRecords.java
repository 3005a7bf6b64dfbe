package dev.assay.events.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** Goes through the records of a file, part by part. Used by one thread. */
final class ExportRecords implements Iterator<byte[]> {

  private final ExportFile file;
  private long next;
  private long partBegins;
  private long partsRead;
  private ByteBuffer part = ByteBuffer.allocate(0);

  ExportRecords(ExportFile file) {
    this.file = file;
  }

  @Override
  public boolean hasNext() {
    if (next <= file.header().position()) {
      return true;
    }
    if (partsRead != file.parts()) {
      throw new ExportRefusedException(
          "%d parts with records (expected: %d, the others are past position %d)"
              .formatted(file.parts(), partsRead, file.header().position()));
    }
    if (part.hasRemaining()) {
      throw new ExportRefusedException(
          "%s: %d bytes after position %d (expected: the end)"
              .formatted(
                  ExportFormat.describe(ExportFormat.part(partBegins)),
                  part.remaining(),
                  file.header().position()));
    }
    return false;
  }

  @Override
  public byte[] next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    if (!part.hasRemaining()) {
      readPart();
    }
    byte[] record = new byte[length()];
    part.get(record);
    next++;
    return record;
  }

  private void readPart() {
    try {
      part = ByteBuffer.wrap(file.part(next));
      partBegins = next;
      partsRead++;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int length() {
    int length = part.remaining() < ExportFormat.LENGTH_BYTES ? -1 : part.getInt();
    if (length < 1 || length > part.remaining()) {
      throw new ExportRefusedException(
          "no whole record at position %d (expected: all of the part that begins with position %d)"
              .formatted(next, partBegins));
    }
    return length;
  }
}
