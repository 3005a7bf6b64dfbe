package dev.assay.events.journal.replica;

import dev.assay.events.codec.JournalCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The directory of a local index: opens what is there, or begins anew where that is no use. */
public final class ReplicaDirectory {

  private static final Logger LOG = LoggerFactory.getLogger(ReplicaDirectory.class);

  /** Raised with every change of the index's layout; an index of another format is dropped. */
  private static final int INDEX_FORMAT = 4;

  private final Path directory;
  private final JournalCodec codec;

  public ReplicaDirectory(Path directory, JournalCodec codec) {
    this.directory = directory;
    this.codec = codec;
  }

  /**
   * Opens the index. A broken one, or one of another format, is dropped and begun anew.
   *
   * @throws ReplicaException if it is in use or the directory cannot be written
   */
  public Replica open() {
    try {
      return openOrThrow();
    } catch (RocksDBException e) {
      if (isInUse(e)) {
        throw new ReplicaException(
            "index directory " + directory + ": in use (expected: one process per directory)", e);
      }
      return fresh("it cannot be opened: " + e.getMessage());
    } catch (UnfitIndex e) {
      return fresh(String.valueOf(e.getMessage()));
    }
  }

  /** Drops whatever is there and begins a new index; the old one must be closed. */
  public Replica fresh(String reason) {
    LOG.warn("rebuilding the local index in {} from the journal: {}", directory, reason);
    try {
      IndexDatabase.destroy(directory);
      return openOrThrow();
    } catch (RocksDBException | UnfitIndex e) {
      throw new ReplicaException(
          "index directory " + directory + ": cannot begin a new index: " + e.getMessage(), e);
    }
  }

  private Replica openOrThrow() throws RocksDBException, UnfitIndex {
    createDirectory();
    IndexDatabase database = IndexDatabase.open(directory);
    try {
      checkFormat(database);
      Replica replica = replica(database);
      Optional<String> problem = new IndexCheck(replica, database, codec).problem();
      if (problem.isPresent()) {
        throw new UnfitIndex(problem.get());
      }
      return replica;
    } catch (UnfitIndex | RuntimeException e) {
      database.close();
      throw e;
    }
  }

  private Replica replica(IndexDatabase database) throws UnfitIndex {
    try {
      return new Replica(database, codec);
    } catch (ReplicaException e) {
      throw new UnfitIndex(String.valueOf(e.getMessage()));
    }
  }

  private static void checkFormat(IndexDatabase database) throws UnfitIndex {
    byte[] format = database.get(Column.META, Replica.FORMAT_KEY);
    if (format == null) {
      database.put(Column.META, Replica.FORMAT_KEY, IndexKeys.number(INDEX_FORMAT));
    } else if (IndexKeys.number(format) != INDEX_FORMAT) {
      throw new UnfitIndex(
          "index format: " + IndexKeys.number(format) + " (expected: " + INDEX_FORMAT + ")");
    }
  }

  private static boolean isInUse(RocksDBException e) {
    Status status = e.getStatus();
    return status != null
        && status.getCode() == Status.Code.IOError
        && String.valueOf(e.getMessage()).contains("lock");
  }

  private void createDirectory() {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new ReplicaException(
          "index directory " + directory + ": cannot be made (expected: a writable directory)", e);
    }
  }

  private static final class UnfitIndex extends Exception {
    private static final long serialVersionUID = 1L;

    UnfitIndex(String message) {
      super(message);
    }
  }
}
