package dev.assay.events.journal.replica;

import dev.assay.events.journal.proof.HashTiles;
import dev.assay.events.journal.proof.MerkleFrontier;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Gathers the hashes of one batch, so that neighbours in a tile become one row: a row for each
 * commit costs as much as the rest of its index. Used by the writing thread alone.
 */
final class HashRuns implements MerkleFrontier.Keeper {

  /** Takes a run of neighbouring hashes; the run lies in one tile. */
  interface Rows {
    void put(int tileLevel, long index, byte[] run);
  }

  private final Rows rows;
  private final List<Run> open = new ArrayList<>();

  HashRuns(Rows rows) {
    this.rows = rows;
  }

  @Override
  public void keep(int tileLevel, long index, byte[] hash) {
    while (open.size() <= tileLevel) {
      open.add(new Run(open.size()));
    }
    open.get(tileLevel).add(index, hash);
  }

  /** Hands out what is left. */
  void finish() {
    open.forEach(Run::handOut);
  }

  private final class Run {
    private final int tileLevel;
    private final ByteArrayOutputStream hashes = new ByteArrayOutputStream();
    private long first;

    Run(int tileLevel) {
      this.tileLevel = tileLevel;
    }

    void add(long index, byte[] hash) {
      if (index % HashTiles.WIDTH == 0) {
        handOut();
      }
      if (hashes.size() == 0) {
        first = index;
      }
      hashes.writeBytes(hash);
    }

    void handOut() {
      if (hashes.size() > 0) {
        rows.put(tileLevel, first, hashes.toByteArray());
        hashes.reset();
      }
    }
  }
}
