package dev.assay.events.journal.proof;

import java.util.ArrayList;
import java.util.List;

/**
 * The tree over the accepted commits, by their positions, as it was at any of its sizes (RFC 6962
 * §2.1). The tree of size n commits to positions 0 to n − 1. As safe for many threads as the tiles
 * that it reads.
 */
public final class MerkleTree {

  private final HashTiles tiles;

  public MerkleTree(HashTiles tiles) {
    this.tiles = tiles;
  }

  /** Number of leaves that are known. */
  public long size() {
    return tiles.size();
  }

  /**
   * Root of the tree when it had this size.
   *
   * @throws IllegalArgumentException if it never had
   */
  public MerkleHash root(long size) {
    check("size", size, 0, size());
    return MerkleHash.of(new MerkleNodes(tiles).root(0, size));
  }

  /**
   * The first hashes of a tile (C2SP tlog-tiles), one after the other.
   *
   * @param width 1 to 256
   * @throws IllegalArgumentException if the tree does not have them yet
   */
  public byte[] tile(int level, long index, int width) {
    check("width", width, 1, Math.min(HashTiles.WIDTH, available(size(), level, index)));
    return tiles.tile(level, index, width);
  }

  /**
   * How many hashes a tile has in a tree of some size: 0 to 256.
   *
   * @param level from 0 on; above 7 no tree comes
   */
  public static int available(long size, int level, long index) {
    long hashes = level < Long.BYTES ? size >> (HashTiles.HEIGHT * level) : 0;
    long full = hashes / HashTiles.WIDTH;
    return index < full ? HashTiles.WIDTH : index == full ? (int) (hashes % HashTiles.WIDTH) : 0;
  }

  /**
   * Proves that the commit at a position is in the tree of a size.
   *
   * @throws IllegalArgumentException if there is no such commit or no such tree
   */
  public InclusionProof inclusion(long position, long size) {
    check("size", size, 1, size());
    check("position", position, 0, size - 1);
    MerkleNodes nodes = new MerkleNodes(tiles);
    List<MerkleHash> path = new ArrayList<>();
    long from = 0;
    long to = size;
    while (to - from > 1) {
      long middle = from + split(to - from);
      if (position < middle) {
        path.addFirst(MerkleHash.of(nodes.root(middle, to)));
        to = middle;
      } else {
        path.addFirst(MerkleHash.of(nodes.root(from, middle)));
        from = middle;
      }
    }
    return new InclusionProof(position, size, path);
  }

  /**
   * Proves that the tree of one size is the beginning of the tree of another.
   *
   * @throws IllegalArgumentException if there are no such trees, or the first is without leaves
   */
  public ConsistencyProof consistency(long oldSize, long size) {
    check("size", size, 1, size());
    check("oldSize", oldSize, 1, size);
    MerkleNodes nodes = new MerkleNodes(tiles);
    List<MerkleHash> path = new ArrayList<>();
    long from = 0;
    long to = size;
    while (oldSize != to) {
      long middle = from + split(to - from);
      if (oldSize <= middle) {
        path.addFirst(MerkleHash.of(nodes.root(middle, to)));
        to = middle;
      } else {
        path.addFirst(MerkleHash.of(nodes.root(from, middle)));
        from = middle;
      }
    }
    if (from > 0) {
      path.addFirst(MerkleHash.of(nodes.root(from, to)));
    }
    return new ConsistencyProof(oldSize, size, path);
  }

  /** The greatest power of two that is less than a number of leaves. */
  private static long split(long leaves) {
    return Long.highestOneBit(leaves - 1);
  }

  private static void check(String what, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s: %d (expected: %d..%d)".formatted(what, value, least, most));
    }
  }
}
