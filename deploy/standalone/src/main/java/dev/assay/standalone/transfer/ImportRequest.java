package dev.assay.standalone.transfer;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What is to be imported.
 *
 * @param file that export wrote
 * @param masterKey a file with the master key of the exported registry, to be put into the data
 *     directory
 */
public record ImportRequest(Path file, Optional<Path> masterKey) {}
