package dev.assay.events.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * An exported file, to be read. Every part is compared with its SHA-256 before any of it is used.
 * Used by one thread at a time.
 */
public final class ExportFile implements AutoCloseable {

  /** Sums of a file grow with its parts: this is enough for a thousand million records. */
  private static final int MAX_OTHER_BYTES = 128 * 1024 * 1024;

  private static final int MAX_PART_BYTES =
      ExportFormat.PART_BYTES + ExportFormat.LENGTH_BYTES + ExportFormat.MAX_RECORD_BYTES;

  private final ZipFile zip;
  private final Map<String, String> sums;
  private final ExportHeader header;

  private ExportFile(ZipFile zip) throws IOException {
    this.zip = zip;
    this.sums = readSums();
    this.header = readHeader();
    checkNames();
  }

  /**
   * Opens a file and checks all of it but the records.
   *
   * @throws ExportRefusedException if it is no export, is cut or changed, or of a newer Assay
   * @throws IOException if it cannot be read
   */
  public static ExportFile open(Path file) throws IOException {
    ZipFile zip;
    try {
      zip = new ZipFile(file.toFile(), UTF_8);
    } catch (ZipException e) {
      throw new ExportRefusedException(
          "no end of an archive (%s): cut, damaged, or no file that Assay exported"
              .formatted(e.getMessage()),
          e);
    }
    try {
      return new ExportFile(zip);
    } catch (IOException | RuntimeException e) {
      zip.close();
      throw e;
    }
  }

  public ExportHeader header() {
    return header;
  }

  /**
   * The signed checkpoint at the header's position, empty if there was no key to sign it.
   *
   * @throws ExportRefusedException if it is damaged
   */
  public Optional<String> checkpoint() throws IOException {
    return sums.containsKey(ExportFormat.CHECKPOINT)
        ? Optional.of(new String(checked(ExportFormat.CHECKPOINT, MAX_OTHER_BYTES), UTF_8))
        : Optional.empty();
  }

  /**
   * The records from position 0 to the header's. Its methods throw {@link ExportRefusedException}
   * where a part is missing or damaged, and {@link java.io.UncheckedIOException} where the file
   * cannot be read.
   */
  public Iterator<byte[]> records() {
    return new ExportRecords(this);
  }

  /** How many parts the records are in. */
  long parts() {
    return sums.keySet().stream().filter(name -> ExportFormat.PART.matcher(name).matches()).count();
  }

  /** A part of the records, which begins with a position. */
  byte[] part(long position) throws IOException {
    String name = ExportFormat.part(position);
    if (!sums.containsKey(name)) {
      throw new ExportRefusedException(
          "no part that begins with position %d (expected: %s, as positions 0 to %d are said to be there)"
              .formatted(position, name, header.position()));
    }
    return checked(name, MAX_PART_BYTES);
  }

  private Map<String, String> readSums() throws IOException {
    Map<String, String> read = new HashMap<>();
    String text = new String(content(ExportFormat.SUMS, MAX_OTHER_BYTES), UTF_8);
    for (String line : text.split("\n")) {
      String[] sumAndName = line.split(" {2}", 2);
      if (sumAndName.length != 2 || read.put(sumAndName[1], sumAndName[0]) != null) {
        throw new ExportRefusedException(ExportFormat.SUMS + ": damaged, at the line: " + line);
      }
    }
    return read;
  }

  private ExportHeader readHeader() throws IOException {
    return HeaderJson.read(checked(ExportFormat.HEADER, MAX_OTHER_BYTES));
  }

  /** Nothing is in the file that is not summed up, nothing that this version does not know. */
  private void checkNames() {
    int files = 0;
    for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
      String name = entries.nextElement().getName();
      files++;
      if (!name.equals(ExportFormat.SUMS) && (!isKnown(name) || !sums.containsKey(name))) {
        throw new ExportRefusedException(
            name + ": not known here, or without a sum (expected: what an export holds)");
      }
    }
    if (files != sums.size() + 1) {
      throw new ExportRefusedException(
          "%d files (expected: %d, as %s lists them)"
              .formatted(files, sums.size() + 1, ExportFormat.SUMS));
    }
  }

  private static boolean isKnown(String name) {
    return name.equals(ExportFormat.HEADER)
        || name.equals(ExportFormat.CHECKPOINT)
        || ExportFormat.PART.matcher(name).matches();
  }

  private byte[] checked(String name, int maxBytes) throws IOException {
    byte[] content = content(name, maxBytes);
    String found = ExportFormat.sha256(content, content.length);
    if (!found.equals(sums.get(name))) {
      throw new ExportRefusedException(
          "%s: changed, the SHA-256 is %s (expected: %s)"
              .formatted(ExportFormat.describe(name), found, sums.get(name)));
    }
    return content;
  }

  private byte[] content(String name, int maxBytes) throws IOException {
    @Nullable ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw new ExportRefusedException(name + ": missing (expected: in every export)");
    }
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] content = in.readNBytes(maxBytes + 1);
      if (content.length > maxBytes) {
        throw new ExportRefusedException(
            name + ": more than " + maxBytes + " bytes (expected: fewer)");
      }
      return content;
    } catch (ZipException | java.io.EOFException e) {
      throw new ExportRefusedException(
          ExportFormat.describe(name) + ": damaged: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
