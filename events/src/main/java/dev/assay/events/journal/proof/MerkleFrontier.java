package dev.assay.events.journal.proof;

import org.jspecify.annotations.Nullable;

/**
 * The right edge of a growing tree: the roots of the complete subtrees that its size is made of.
 * Enough to add leaves and to know the root. Used by one thread at a time.
 */
public final class MerkleFrontier {

  private final MerkleHasher hasher = new MerkleHasher();

  /** By level; there is one where the size has a bit. */
  private final byte[] @Nullable [] edge;

  private long size;

  private MerkleFrontier(byte[] @Nullable [] edge, long size) {
    this.edge = edge;
    this.size = size;
  }

  /** The edge of the tree without leaves. */
  public static MerkleFrontier empty() {
    return new MerkleFrontier(new byte[Long.SIZE][], 0);
  }

  /** The edge of a tree that is kept. */
  public static MerkleFrontier of(HashTiles tiles) {
    long size = tiles.size();
    MerkleFrontier frontier = new MerkleFrontier(new byte[Long.SIZE][], size);
    MerkleNodes nodes = new MerkleNodes(tiles);
    for (int level = 0; level < Long.SIZE - 1; level++) {
      if ((size >> level & 1) == 1) {
        frontier.edge[level] = nodes.node(level, (size >> level) - 1);
      }
    }
    return frontier;
  }

  /** The same edge, to be moved on its own. */
  public MerkleFrontier copy() {
    return new MerkleFrontier(edge.clone(), size);
  }

  /** Takes what has to be kept in {@link HashTiles}, in order within each level of tiles. */
  public interface Keeper {
    void keep(int tileLevel, long index, byte[] hash);
  }

  public void add(LogEntry entry, Keeper keeper) {
    add(hasher.leaf(entry.bytes()), keeper);
  }

  /** Adds a leaf by its hash, where nothing needs to be kept. */
  public void addLeaf(byte[] leaf) {
    add(leaf, (tileLevel, index, hash) -> {});
  }

  private void add(byte[] leaf, Keeper keeper) {
    byte[] hash = leaf;
    keeper.keep(0, size, hash);
    int level = 0;
    for (long rest = size; (rest & 1) == 1; rest >>= 1) {
      hash = hasher.node(at(level), hash);
      level++;
      if (level % HashTiles.HEIGHT == 0) {
        keeper.keep(level / HashTiles.HEIGHT, rest >> 1, hash);
      }
    }
    edge[level] = hash;
    size++;
  }

  private byte[] at(int level) {
    byte[] hash = edge[level];
    if (hash == null) {
      throw new IllegalStateException("no hash at level " + level + " of a tree of " + size);
    }
    return hash;
  }

  /** Number of leaves. */
  public long size() {
    return size;
  }

  public MerkleHash root() {
    byte @Nullable [] root = null;
    for (int level = 0; size >> level != 0; level++) {
      if ((size >> level & 1) == 1) {
        root = root == null ? at(level) : hasher.node(at(level), root);
      }
    }
    return MerkleHash.of(root == null ? hasher.empty() : root);
  }
}
