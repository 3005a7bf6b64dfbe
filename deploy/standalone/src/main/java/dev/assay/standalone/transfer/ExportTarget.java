package dev.assay.standalone.transfer;

import dev.assay.events.export.ExportCheck;
import dev.assay.events.export.ExportFile;
import dev.assay.events.export.ExportHeader;
import dev.assay.standalone.data.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The file that an export makes: written beside its place, read back and checked, and only then
 * given its name. Mode 600. Whatever goes wrong leaves what was there before.
 */
final class ExportTarget implements AutoCloseable {

  private final Path file;
  private final Path beside;

  private ExportTarget(Path file, Path beside) {
    this.file = file;
    this.beside = beside;
  }

  /**
   * @throws IOException if the file is there already and is not to be replaced, or its directory
   *     cannot be written
   */
  static ExportTarget open(Path file, boolean replace) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException(file + ": a directory (expected: the file to write)");
    }
    if (Files.exists(file) && !replace) {
      throw new IOException(file + ": is there already (expected: a new file, or --force)");
    }
    Path beside = PrivateFiles.createBeside(file);
    beside.toFile().deleteOnExit();
    return new ExportTarget(file, beside);
  }

  /** Where to write. */
  Path path() {
    return beside;
  }

  /**
   * Reads back what was written and gives it its name.
   *
   * @throws dev.assay.events.export.ExportRefusedException if it did not arrive whole
   */
  ExportHeader finish() throws IOException {
    ExportHeader header;
    try (ExportFile written = ExportFile.open(beside)) {
      header = written.header();
      ExportCheck.check(written, Told.progress("checking", header.commits()));
    }
    PrivateFiles.moveForced(beside, file);
    return header;
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(beside);
  }
}
