package dev.assay.standalone.verify;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is to be verified, and with what.
 *
 * @param file an exported file; empty for the journal that the settings name
 * @param checkpoints files or directories of checkpoints that the auditor kept
 * @param keys verifier keys, or files with one
 * @param tiles a directory of tiles that the auditor kept
 */
public record VerifyRequest(
    Optional<Path> file, List<Path> checkpoints, List<String> keys, Optional<Path> tiles) {

  public VerifyRequest {
    checkpoints = List.copyOf(checkpoints);
    keys = List.copyOf(keys);
  }
}
