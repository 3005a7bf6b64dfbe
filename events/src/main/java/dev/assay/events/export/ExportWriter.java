package dev.assay.events.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.assay.events.journal.CommitRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes one exported file. Holds one part of the records in memory, however long the journal is.
 */
public final class ExportWriter {

  private final ExportHeader header;
  private final LocalDateTime written;
  private final ZipOutputStream zip;
  private final StringBuilder sums = new StringBuilder();
  private final Part part = new Part();

  private ExportWriter(ExportHeader header, OutputStream out) {
    this.header = header;
    this.written = LocalDateTime.ofInstant(header.exportedAt(), ZoneOffset.UTC);
    this.zip = new ZipOutputStream(out);
    zip.setLevel(Deflater.BEST_SPEED);
  }

  /**
   * Writes the file and leaves the stream open.
   *
   * @param records the records of all positions from 0 on; read to the header's position
   * @param checkpoint a signed checkpoint at the header's position
   * @param progress told how many records are written, now and then
   * @throws IOException if the stream takes no more
   * @throws IllegalStateException if there are fewer records
   */
  public static void write(
      ExportHeader header,
      Stream<CommitRecord> records,
      Optional<String> checkpoint,
      OutputStream out,
      LongConsumer progress)
      throws IOException {
    ExportWriter writer = new ExportWriter(header, out);
    writer.entry(ExportFormat.HEADER, HeaderJson.write(header));
    writer.records(records.iterator(), progress);
    if (checkpoint.isPresent()) {
      writer.entry(ExportFormat.CHECKPOINT, checkpoint.get().getBytes(UTF_8));
    }
    writer.entry(ExportFormat.SUMS, writer.sums.toString().getBytes(UTF_8));
    writer.zip.finish();
    writer.zip.flush();
  }

  private void records(Iterator<CommitRecord> records, LongConsumer progress) throws IOException {
    for (long position = 0; position <= header.position(); position++) {
      if (!records.hasNext()) {
        throw new IllegalStateException(
            "no record at position %d (expected: all to %d)"
                .formatted(position, header.position()));
      }
      part.add(position, records.next().bytes());
      if (part.isFull()) {
        closePart();
        progress.accept(position + 1);
      }
    }
    closePart();
  }

  private void closePart() throws IOException {
    if (part.size() > 0) {
      entry(ExportFormat.part(part.first), part.buffer(), part.size());
      part.reset();
    }
  }

  private void entry(String name, byte[] content) throws IOException {
    entry(name, content, content.length);
  }

  private void entry(String name, byte[] content, int length) throws IOException {
    sums.append(ExportFormat.sha256(content, length)).append("  ").append(name).append('\n');
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(written);
    zip.putNextEntry(entry);
    zip.write(content, 0, length);
    zip.closeEntry();
  }

  /** Records behind their lengths, gathered without a copy of the whole at its end. */
  private static final class Part extends ByteArrayOutputStream {
    private long first;

    Part() {
      super(ExportFormat.PART_BYTES + ExportFormat.PART_BYTES / 4);
    }

    void add(long position, byte[] record) {
      if (count == 0) {
        first = position;
      }
      writeBytes(ByteBuffer.allocate(ExportFormat.LENGTH_BYTES).putInt(record.length).array());
      writeBytes(record);
    }

    boolean isFull() {
      return count >= ExportFormat.PART_BYTES;
    }

    byte[] buffer() {
      return buf;
    }
  }
}
