package dev.assay.benchmarks.views;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.rocksdb.CompressionType;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * Documents put into RocksDB under their keys, a write batch per batch, with the view store's
 * settings.
 */
final class RawRocksDb implements RawStore {

  private static final long WRITE_BUFFER_BYTES = 32L << 20;

  private final Options options =
      new Options()
          .setCreateIfMissing(true)
          .setWriteBufferSize(WRITE_BUFFER_BYTES)
          .setCompressionType(CompressionType.LZ4_COMPRESSION);
  private final WriteOptions writeOptions = new WriteOptions();
  private final RocksDB db;

  RawRocksDb(Path directory) throws RocksDBException {
    this.db = RocksDB.open(options, directory.toString());
  }

  @Override
  public void write(List<DocumentWrite> batch) throws RocksDBException {
    try (WriteBatch target = new WriteBatch()) {
      for (DocumentWrite write : batch) {
        byte[] key = (write.collection() + "/" + write.key()).getBytes(StandardCharsets.UTF_8);
        if (write.document() == null) {
          target.delete(key);
        } else {
          target.put(key, write.document());
        }
      }
      db.write(writeOptions, target);
    }
  }

  @Override
  public void close() {
    db.close();
    writeOptions.close();
    options.close();
  }
}
