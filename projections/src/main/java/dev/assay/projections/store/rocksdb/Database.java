package dev.assay.projections.store.rocksdb;

import dev.assay.projections.store.ViewStoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.CompressionType;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * The open database; keeps native memory from being used after it was freed. Safe for use by many
 * threads.
 */
final class Database implements AutoCloseable {

  private static final long CACHE_BYTES = 64L << 20;
  private static final long WRITE_BUFFER_BYTES = 32L << 20;

  static {
    RocksDB.loadLibrary();
  }

  /** Work with the open database. */
  interface Work<R extends @Nullable Object> {
    R with(RocksDB db) throws RocksDBException;
  }

  private final Path directory;
  private final LRUCache cache = new LRUCache(CACHE_BYTES);
  private final BloomFilter filter = new BloomFilter(10);
  private final Options options;
  private final WriteOptions writeOptions = new WriteOptions();
  private final RocksDB db;
  private final ReentrantReadWriteLock inUse = new ReentrantReadWriteLock();
  private final DecodedDocuments decoded = new DecodedDocuments();
  private boolean closed;

  Database(Path directory) {
    this.directory = directory;
    this.options =
        new Options()
            .setCreateIfMissing(true)
            .setWriteBufferSize(WRITE_BUFFER_BYTES)
            .setCompressionType(CompressionType.LZ4_COMPRESSION)
            .setKeepLogFileNum(3)
            .setTableFormatConfig(
                new BlockBasedTableConfig().setBlockCache(cache).setFilterPolicy(filter));
    this.db = open();
  }

  private RocksDB open() {
    try {
      Files.createDirectories(directory);
      return RocksDB.open(options, directory.toString());
    } catch (IOException | RocksDBException e) {
      closeAll(List.of(options, writeOptions, filter, cache));
      throw new ViewStoreException(
          "view store: "
              + directory
              + " cannot be opened: "
              + e.getMessage()
              + " (expected: a writable directory that no other process uses; if its files are"
              + " damaged, delete it: views are rebuilt from the journal)",
          e);
    }
  }

  <R extends @Nullable Object> R call(Work<R> work) {
    var lock = inUse.readLock();
    lock.lock();
    try {
      if (closed) {
        throw new ViewStoreException("view store: " + directory + " is closed (expected: open)");
      }
      return work.with(db);
    } catch (RocksDBException e) {
      throw new ViewStoreException("view store: " + directory + ": " + e.getMessage(), e);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Writes a batch: all of it or nothing. A power cut may take the newest batches, in order, never
   * a part of one.
   */
  void write(WriteBatch batch) {
    call(open -> {
      open.write(writeOptions, batch);
      return true;
    });
  }

  /** Does the work unless the database is closed, which has freed everything that belongs to it. */
  void unlessClosed(Work<Boolean> work) {
    var lock = inUse.readLock();
    lock.lock();
    try {
      if (!closed) {
        work.with(db);
      }
    } catch (RocksDBException e) {
      throw new ViewStoreException("view store: " + directory + ": " + e.getMessage(), e);
    } finally {
      lock.unlock();
    }
  }

  DecodedDocuments decoded() {
    return decoded;
  }

  Path directory() {
    return directory;
  }

  @Override
  public void close() {
    var lock = inUse.writeLock();
    lock.lock();
    try {
      if (!closed) {
        closed = true;
        closeAll(List.of(db, options, writeOptions, filter, cache));
      }
    } finally {
      lock.unlock();
    }
  }

  private static void closeAll(List<org.rocksdb.AbstractNativeReference> natives) {
    natives.forEach(org.rocksdb.AbstractNativeReference::close);
  }
}
