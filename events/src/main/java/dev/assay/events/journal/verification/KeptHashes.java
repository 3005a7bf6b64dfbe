package dev.assay.events.journal.verification;

import dev.assay.events.journal.proof.HashTiles;

/**
 * Leaf hashes that somebody kept: tiles, or the local index. They are believed only as far as a
 * checkpoint confirms them.
 *
 * @param name where they were found
 */
public record KeptHashes(String name, HashTiles tiles) {}
