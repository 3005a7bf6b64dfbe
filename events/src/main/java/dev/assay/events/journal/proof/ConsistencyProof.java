package dev.assay.events.journal.proof;

import java.util.ArrayList;
import java.util.List;

/**
 * Shows that a tree is the beginning of another (RFC 6962 §2.1.2).
 *
 * @param oldSize number of leaves of the first, at least 1
 * @param size number of leaves of the second
 * @param path the hashes that both are made of, the lowest first
 */
public record ConsistencyProof(long oldSize, long size, List<MerkleHash> path) {

  public ConsistencyProof {
    path = List.copyOf(path);
  }

  /** Whether the trees with these roots are the ones that it is about (RFC 9162 §2.1.4.2). */
  public boolean holds(MerkleHash oldRoot, MerkleHash root) {
    if (oldSize < 1 || oldSize > size) {
      return false;
    }
    if (oldSize == size) {
      return path.isEmpty() && oldRoot.equals(root);
    }
    List<MerkleHash> hashes = new ArrayList<>(path);
    if (Long.bitCount(oldSize) == 1) {
      hashes.addFirst(oldRoot);
    }
    return !hashes.isEmpty() && climb(hashes, oldRoot, root);
  }

  private boolean climb(List<MerkleHash> hashes, MerkleHash oldRoot, MerkleHash root) {
    MerkleHasher hasher = new MerkleHasher();
    int shared = Long.numberOfTrailingZeros(oldSize);
    long index = oldSize - 1 >> shared;
    long last = size - 1 >> shared;
    byte[] old = hashes.getFirst().toBytes();
    byte[] all = old;
    for (MerkleHash sibling : hashes.subList(1, hashes.size())) {
      if (last == 0) {
        return false;
      }
      if ((index & 1) == 1 || index == last) {
        old = hasher.node(sibling.toBytes(), old);
        all = hasher.node(sibling.toBytes(), all);
        int skipped = (index & 1) == 1 ? 0 : Long.numberOfTrailingZeros(index);
        index >>= skipped;
        last >>= skipped;
      } else {
        all = hasher.node(all, sibling.toBytes());
      }
      index >>= 1;
      last >>= 1;
    }
    return last == 0 && MerkleHash.of(old).equals(oldRoot) && MerkleHash.of(all).equals(root);
  }
}
