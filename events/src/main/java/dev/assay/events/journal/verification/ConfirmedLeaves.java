package dev.assay.events.journal.verification;

import dev.assay.events.journal.proof.HashTiles;
import dev.assay.events.journal.proof.MerkleHash;
import java.util.Arrays;

/**
 * Leaf hashes that a checkpoint confirms. Keeps the tile that was read last: used by one thread.
 */
final class ConfirmedLeaves {

  private final HashTiles tiles;
  private final long size;
  private long tileIndex = -1;
  private byte[] tile = {};

  /**
   * @param size number of leaves that are confirmed
   */
  ConfirmedLeaves(HashTiles tiles, long size) {
    this.tiles = tiles;
    this.size = size;
  }

  long size() {
    return size;
  }

  /** Whether a hash is the leaf at a position below {@link #size}. */
  boolean holds(long position, byte[] leaf) {
    long index = position / HashTiles.WIDTH;
    if (index != tileIndex) {
      tile = tiles.tile(0, index, (int) Math.min(HashTiles.WIDTH, size - index * HashTiles.WIDTH));
      tileIndex = index;
    }
    int at = (int) (position % HashTiles.WIDTH) * MerkleHash.BYTES;
    return Arrays.equals(tile, at, at + MerkleHash.BYTES, leaf, 0, leaf.length);
  }
}
