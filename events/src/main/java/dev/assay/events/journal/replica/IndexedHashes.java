package dev.assay.events.journal.replica;

import dev.assay.events.journal.proof.HashTiles;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.rocksdb.RocksDBException;

/**
 * The hashes of the tree in an index on disk, for one who only reads them, be the index in use or
 * not. Used by one thread.
 */
public final class IndexedHashes implements HashTiles, AutoCloseable {

  private final IndexDatabase database;
  private final HashTiles tiles;

  private IndexedHashes(IndexDatabase database, long size) {
    this.database = database;
    this.tiles = new ReplicaTiles(() -> size, database);
  }

  /** Opens an index, empty where there is none that this version reads. */
  public static Optional<IndexedHashes> open(Path directory) {
    if (!Files.exists(directory.resolve("CURRENT"))) {
      return Optional.empty();
    }
    try {
      IndexDatabase database = IndexDatabase.openToRead(directory);
      byte[] tip = database.get(Column.META, Replica.TIP);
      return Optional.of(
          new IndexedHashes(database, tip == null ? 0 : ByteBuffer.wrap(tip).getLong() + 1));
    } catch (RocksDBException e) {
      return Optional.empty();
    }
  }

  @Override
  public long size() {
    return tiles.size();
  }

  @Override
  public byte[] tile(int level, long index, int width) {
    return tiles.tile(level, index, width);
  }

  @Override
  public void close() {
    database.close();
  }
}
