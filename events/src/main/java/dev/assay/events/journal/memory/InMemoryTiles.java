package dev.assay.events.journal.memory;

import dev.assay.events.journal.proof.HashTiles;
import dev.assay.events.journal.proof.LogEntry;
import dev.assay.events.journal.proof.MerkleFrontier;
import dev.assay.events.journal.proof.MerkleHash;
import java.util.ArrayList;
import java.util.List;

/** The hashes of the tree, by level. Guarded by the lock of its {@link InMemoryJournal}. */
final class InMemoryTiles implements HashTiles {

  private final MerkleFrontier frontier = MerkleFrontier.empty();
  private final List<List<byte[]>> levels = new ArrayList<>();

  void add(LogEntry entry) {
    frontier.add(entry, (tileLevel, index, hash) -> level(tileLevel).add(hash));
  }

  private List<byte[]> level(int level) {
    while (levels.size() <= level) {
      levels.add(new ArrayList<>());
    }
    return levels.get(level);
  }

  @Override
  public long size() {
    return frontier.size();
  }

  @Override
  public byte[] tile(int level, long index, int width) {
    byte[] tile = new byte[width * MerkleHash.BYTES];
    int first = Math.toIntExact(index * WIDTH);
    for (int i = 0; i < width; i++) {
      System.arraycopy(
          level(level).get(first + i), 0, tile, i * MerkleHash.BYTES, MerkleHash.BYTES);
    }
    return tile;
  }
}
