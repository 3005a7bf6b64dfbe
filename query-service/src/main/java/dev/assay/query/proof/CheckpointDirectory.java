package dev.assay.query.proof;

import java.nio.file.Path;

/**
 * Where the checkpoints that were signed here are kept.
 *
 * @param path made where it is absent
 */
public record CheckpointDirectory(Path path) {}
