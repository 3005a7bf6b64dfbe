package dev.assay.events.journal.replica;

import dev.assay.events.journal.proof.HashTiles;
import dev.assay.events.journal.proof.MerkleHash;
import dev.assay.events.journal.replica.IndexScan.Row;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The hashes of the tree in the index, put together from runs. Safe for use by many threads. */
final class ReplicaTiles implements HashTiles {

  private final LongSupplier size;
  private final IndexDatabase database;

  /**
   * @param size number of leaves
   */
  ReplicaTiles(LongSupplier size, IndexDatabase database) {
    this.size = size;
    this.database = database;
  }

  @Override
  public long size() {
    return size.getAsLong();
  }

  @Override
  public byte[] tile(int level, long index, int width) {
    long first = index * WIDTH;
    ByteBuffer tile = ByteBuffer.allocate(width * MerkleHash.BYTES);
    byte[] from = IndexKeys.hash(level, first);
    try (IndexScan scan = database.scan(Column.MERKLE, IndexKeys.hashes(level), from)) {
      while (tile.hasRemaining()) {
        long next = first + tile.position() / MerkleHash.BYTES;
        byte[] run =
            scan.next()
                .filter(row -> index(row) == next)
                .map(Row::value)
                .orElseThrow(() -> missing(level, next));
        tile.put(run, 0, Math.min(run.length, tile.remaining()));
      }
    }
    return tile.array();
  }

  private static long index(Row row) {
    return ByteBuffer.wrap(row.key(), 1, Long.BYTES).getLong();
  }

  private static ReplicaException missing(int level, long index) {
    return new ReplicaException(
        "index: no hash %d at level %d of tiles (expected: every hash)".formatted(index, level),
        null);
  }

  /** One hash, null if it is missing. */
  static byte @Nullable [] hash(IndexDatabase database, int level, long index) {
    Row row = database.floor(Column.MERKLE, IndexKeys.hash(level, index));
    if (row == null || !IndexKeys.startsWith(row.key(), IndexKeys.hashes(level))) {
      return null;
    }
    int at = (int) (index - index(row)) * MerkleHash.BYTES;
    return at + MerkleHash.BYTES <= row.value().length
        ? Arrays.copyOfRange(row.value(), at, at + MerkleHash.BYTES)
        : null;
  }
}
