package dev.assay.events.journal.proof;

import java.util.List;

/**
 * Shows that a leaf stands at a position of a tree (RFC 6962 §2.1.1).
 *
 * @param position of the leaf
 * @param size number of leaves of the tree
 * @param path the hashes beside the way from the leaf to the root, the lowest first
 */
public record InclusionProof(long position, long size, List<MerkleHash> path) {

  public InclusionProof {
    path = List.copyOf(path);
  }

  /**
   * Whether the entry is the leaf that it proves, in the tree with this root (RFC 9162 §2.1.3.2).
   */
  public boolean holds(LogEntry entry, MerkleHash root) {
    if (position < 0 || position >= size || entry.position() != position) {
      return false;
    }
    MerkleHasher hasher = new MerkleHasher();
    byte[] hash = hasher.leaf(entry.bytes());
    long index = position;
    long last = size - 1;
    for (MerkleHash sibling : path) {
      if (last == 0) {
        return false;
      }
      if ((index & 1) == 1 || index == last) {
        hash = hasher.node(sibling.toBytes(), hash);
        int skipped = (index & 1) == 1 ? 0 : Long.numberOfTrailingZeros(index);
        index >>= skipped;
        last >>= skipped;
      } else {
        hash = hasher.node(hash, sibling.toBytes());
      }
      index >>= 1;
      last >>= 1;
    }
    return last == 0 && MerkleHash.of(hash).equals(root);
  }
}
