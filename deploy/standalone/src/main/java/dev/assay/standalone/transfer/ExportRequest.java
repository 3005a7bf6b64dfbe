package dev.assay.standalone.transfer;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What is to be exported, and where to.
 *
 * @param file path of the file, or - for standard output
 * @param asOf an instant or position:N; empty for all there is
 * @param force whether a file that is there is replaced
 */
public record ExportRequest(String file, Optional<String> asOf, boolean force) {

  boolean toStandardOutput() {
    return file.equals("-");
  }

  Path path() {
    return Path.of(file);
  }
}
