package dev.assay.events.journal.proof;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Roots of subtrees, made from the tiles that are kept. Keeps the tiles that it has read: used for
 * one question, by one thread.
 */
final class MerkleNodes {

  private final HashTiles tiles;
  private final MerkleHasher hasher = new MerkleHasher();
  private final Map<Place, byte[]> read = new HashMap<>();

  MerkleNodes(HashTiles tiles) {
    this.tiles = tiles;
  }

  private record Place(int level, long index) {}

  /** Root of the complete subtree over {@code 2^level} leaves, the index-th of its level. */
  byte[] node(int level, long index) {
    int tileLevel = level / HashTiles.HEIGHT;
    int within = level % HashTiles.HEIGHT;
    long first = index << within;
    byte[] tile =
        tile(tileLevel, first / HashTiles.WIDTH, (int) (first % HashTiles.WIDTH) + (1 << within));
    return hasher.fold(tile, (int) (first % HashTiles.WIDTH), 1 << within);
  }

  private byte[] tile(int level, long index, int width) {
    Place place = new Place(level, index);
    byte[] known = read.get(place);
    if (known == null || known.length < width * MerkleHash.BYTES) {
      known = tiles.tile(level, index, width);
      read.put(place, known);
    }
    return known;
  }

  /**
   * Root of the tree over some neighbouring leaves, as RFC 6962 cuts them: the first index is a
   * multiple of the least power of two that is not less than their number.
   */
  byte[] root(long from, long to) {
    byte @Nullable [] root = null;
    long end = to;
    while (end > from) {
      int level = Long.numberOfTrailingZeros(end - from);
      end -= 1L << level;
      byte[] node = node(level, end >> level);
      root = root == null ? node : hasher.node(node, root);
    }
    return root == null ? hasher.empty() : root;
  }
}
