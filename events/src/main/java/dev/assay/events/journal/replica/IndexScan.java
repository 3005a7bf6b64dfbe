package dev.assay.events.journal.replica;

import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/**
 * The rows of a column whose keys begin with a prefix, as of its start. Closes itself after the
 * last row; used by one thread, closed by any.
 */
final class IndexScan implements AutoCloseable {

  private final RocksIterator iterator;
  private final byte[] prefix;
  private final Consumer<IndexScan> onClose;
  private final ReentrantLock lock = new ReentrantLock();
  private boolean closed;
  private boolean exhausted;

  IndexScan(RocksIterator iterator, byte[] prefix, byte[] from, Consumer<IndexScan> onClose) {
    this.iterator = iterator;
    this.prefix = prefix;
    this.onClose = onClose;
    iterator.seek(from);
  }

  /** A row of the index. */
  @SuppressWarnings("ArrayRecordComponent")
  record Row(byte[] key, byte[] value) {}

  /** The next row, empty after the last. */
  Optional<Row> next() {
    lock.lock();
    try {
      if (exhausted) {
        return Optional.empty();
      }
      if (closed) {
        throw new IllegalStateException("the stream or its journal is closed");
      }
      if (!iterator.isValid() || !IndexKeys.startsWith(iterator.key(), prefix)) {
        iterator.status();
        exhausted = true;
        close();
        return Optional.empty();
      }
      Row row = new Row(iterator.key(), iterator.value());
      iterator.next();
      return Optional.of(row);
    } catch (RocksDBException e) {
      throw new ReplicaException("index: cannot read", e);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      if (!closed) {
        closed = true;
        iterator.close();
        onClose.accept(this);
      }
    } finally {
      lock.unlock();
    }
  }
}
