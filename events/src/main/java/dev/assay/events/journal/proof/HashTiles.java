package dev.assay.events.journal.proof;

/**
 * Where the hashes of a growing tree are kept: those of the leaves (level 0) and of every eighth
 * level above, 256 neighbours to a tile (C2SP tlog-tiles). What has been kept never changes.
 */
public interface HashTiles {

  /** Hashes in a full tile. */
  int WIDTH = 256;

  /** Levels of the tree between two levels of tiles. */
  int HEIGHT = 8;

  /** Number of leaves. */
  long size();

  /**
   * The first hashes of a tile, one after the other.
   *
   * @param level 0 for leaf hashes, 1 for the roots of full tiles of level 0, …
   * @param index of the tile in its level
   * @param width 1 to 256; not more than are complete at {@link #size()}
   */
  byte[] tile(int level, long index, int width);
}
