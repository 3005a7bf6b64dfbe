package dev.assay.events.journal.replica;

import dev.assay.events.journal.replica.IndexScan.Row;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.StampedLock;
import org.jspecify.annotations.Nullable;
import org.rocksdb.AbstractNativeReference;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * RocksDB with the column families of the index. Native memory is never touched after {@link
 * #close()}: reads take part in a lock, scans are closed with it. Safe for use by many threads.
 */
final class IndexDatabase implements AutoCloseable {

  private static final long MEBIBYTE = 1024 * 1024;

  /** Behind all keys: they begin with lengths or with text. */
  private static final byte[] BEYOND = {(byte) 0xFF};

  static {
    RocksDB.loadLibrary();
  }

  private final RocksDB db;
  private final Map<Column, ColumnFamilyHandle> families;
  private final List<AbstractNativeReference> options;
  private final WriteOptions writeOptions = new WriteOptions();
  private final Set<IndexScan> scans = ConcurrentHashMap.newKeySet();
  private final StampedLock closing = new StampedLock();
  private boolean closed;

  private IndexDatabase(
      RocksDB db, Map<Column, ColumnFamilyHandle> families, List<AbstractNativeReference> options) {
    this.db = db;
    this.families = families;
    this.options = options;
  }

  /**
   * @throws RocksDBException if it cannot be opened: broken, of a newer RocksDB, in use
   */
  static IndexDatabase open(Path directory) throws RocksDBException {
    return open(directory, RocksDB::open);
  }

  /**
   * As it lies on disk, for one who only reads, though somebody else may be writing it.
   *
   * @throws RocksDBException if it cannot be opened, or is not of this layout
   */
  static IndexDatabase openToRead(Path directory) throws RocksDBException {
    return open(directory, RocksDB::openReadOnly);
  }

  private interface Opening {
    RocksDB open(
        DBOptions options,
        String path,
        List<ColumnFamilyDescriptor> descriptors,
        List<ColumnFamilyHandle> handles)
        throws RocksDBException;
  }

  private static IndexDatabase open(Path directory, Opening opening) throws RocksDBException {
    LRUCache cache = new LRUCache(32 * MEBIBYTE);
    BloomFilter bloom = new BloomFilter(10);
    ColumnFamilyOptions familyOptions =
        new ColumnFamilyOptions()
            .setTableFormatConfig(
                new BlockBasedTableConfig()
                    .setBlockCache(cache)
                    .setFilterPolicy(bloom)
                    .setCacheIndexAndFilterBlocks(true)
                    .setBlockSize(16 * 1024))
            .setWriteBufferSize(8 * MEBIBYTE)
            .setMemtablePrefixBloomSizeRatio(0.02)
            .setMemtableWholeKeyFiltering(true)
            .setCompressionType(CompressionType.LZ4_COMPRESSION);
    DBOptions dbOptions =
        new DBOptions()
            .setCreateIfMissing(true)
            .setCreateMissingColumnFamilies(true)
            .setAllowConcurrentMemtableWrite(false)
            .setDbWriteBufferSize(32 * MEBIBYTE)
            .setMaxTotalWalSize(64 * MEBIBYTE)
            .setMaxOpenFiles(512)
            .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
            .setKeepLogFileNum(2);
    List<AbstractNativeReference> options = List.of(dbOptions, familyOptions, bloom, cache);
    List<ColumnFamilyDescriptor> descriptors = new ArrayList<>();
    for (Column column : Column.values()) {
      descriptors.add(
          new ColumnFamilyDescriptor(
              column.familyName.getBytes(StandardCharsets.UTF_8), familyOptions));
    }
    List<ColumnFamilyHandle> handles = new ArrayList<>();
    try {
      RocksDB db = opening.open(dbOptions, directory.toString(), descriptors, handles);
      Map<Column, ColumnFamilyHandle> families = new EnumMap<>(Column.class);
      for (Column column : Column.values()) {
        families.put(column, handles.get(column.ordinal()));
      }
      return new IndexDatabase(db, families, options);
    } catch (RocksDBException e) {
      options.forEach(AbstractNativeReference::close);
      throw e;
    }
  }

  /** Deletes the files of an index, and nothing else that may be in the directory. */
  static void destroy(Path directory) throws RocksDBException {
    try (Options options = new Options()) {
      RocksDB.destroyDB(directory.toString(), options);
    }
  }

  ColumnFamilyHandle family(Column column) {
    return Objects.requireNonNull(families.get(column));
  }

  byte @Nullable [] get(Column column, byte[] key) {
    long stamp = closing.readLock();
    try {
      checkOpen();
      return db.get(family(column), key);
    } catch (RocksDBException e) {
      throw new ReplicaException("index: cannot read " + column.familyName, e);
    } finally {
      closing.unlockRead(stamp);
    }
  }

  /** The first bytes of a value, without the cost of a long one; null if there is none. */
  byte @Nullable [] beginning(Column column, byte[] key, int bytes) {
    byte[] beginning = new byte[bytes];
    long stamp = closing.readLock();
    try {
      checkOpen();
      return db.get(family(column), key, beginning) == RocksDB.NOT_FOUND ? null : beginning;
    } catch (RocksDBException e) {
      throw new ReplicaException("index: cannot read " + column.familyName, e);
    } finally {
      closing.unlockRead(stamp);
    }
  }

  void put(Column column, byte[] key, byte[] value) {
    long stamp = closing.readLock();
    try {
      checkOpen();
      db.put(family(column), writeOptions, key, value);
    } catch (RocksDBException e) {
      throw new ReplicaException("index: cannot write " + column.familyName, e);
    } finally {
      closing.unlockRead(stamp);
    }
  }

  /** Writes all or nothing; survives the death of the process, not necessarily of the machine. */
  void write(WriteBatch batch) {
    long stamp = closing.readLock();
    try {
      checkOpen();
      db.write(writeOptions, batch);
    } catch (RocksDBException e) {
      throw new ReplicaException("index: cannot write: " + e.getMessage(), e);
    } finally {
      closing.unlockRead(stamp);
    }
  }

  /** A scan over the keys with a prefix, from a key on. To be closed. */
  IndexScan scan(Column column, byte[] prefix, byte[] from) {
    long stamp = closing.readLock();
    try {
      checkOpen();
      IndexScan scan = new IndexScan(db.newIterator(family(column)), prefix, from, scans::remove);
      scans.add(scan);
      return scan;
    } finally {
      closing.unlockRead(stamp);
    }
  }

  /** The value under the greatest key that is not greater than the given one. */
  byte @Nullable [] floorValue(Column column, byte[] key) {
    Row row = floor(column, key);
    return row == null ? null : row.value();
  }

  /** The row with the greatest key that is not greater than the given one. */
  @Nullable Row floor(Column column, byte[] key) {
    long stamp = closing.readLock();
    try {
      checkOpen();
      try (var iterator = db.newIterator(family(column))) {
        iterator.seekForPrev(key);
        iterator.status();
        return iterator.isValid() ? new Row(iterator.key(), iterator.value()) : null;
      }
    } catch (RocksDBException e) {
      throw new ReplicaException("index: cannot read " + column.familyName, e);
    } finally {
      closing.unlockRead(stamp);
    }
  }

  void delete(Column column, byte[] key) {
    long stamp = closing.readLock();
    try {
      checkOpen();
      db.delete(family(column), writeOptions, key);
    } catch (RocksDBException e) {
      throw new ReplicaException("index: cannot write " + column.familyName, e);
    } finally {
      closing.unlockRead(stamp);
    }
  }

  /**
   * Takes all rows of a column away, and what is left of them: a deleted range would slow every
   * later read down.
   */
  void clear(Column column) {
    if (floor(column, BEYOND) == null) {
      return;
    }
    long stamp = closing.readLock();
    try {
      checkOpen();
      db.deleteRange(family(column), writeOptions, new byte[0], BEYOND);
      db.compactRange(family(column));
    } catch (RocksDBException e) {
      throw new ReplicaException("index: cannot clear " + column.familyName, e);
    } finally {
      closing.unlockRead(stamp);
    }
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("the journal is closed");
    }
  }

  @Override
  public void close() {
    long stamp = closing.writeLock();
    try {
      if (closed) {
        return;
      }
      closed = true;
    } finally {
      closing.unlockWrite(stamp);
    }
    scans.forEach(IndexScan::close);
    families.values().forEach(ColumnFamilyHandle::close);
    db.close();
    writeOptions.close();
    options.forEach(AbstractNativeReference::close);
  }
}
