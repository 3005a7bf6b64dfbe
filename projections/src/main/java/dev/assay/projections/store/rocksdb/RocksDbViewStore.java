package dev.assay.projections.store.rocksdb;

import dev.assay.events.journal.JournalId;
import dev.assay.projections.store.Generation;
import dev.assay.projections.store.LiveGeneration;
import dev.assay.projections.store.ViewBatch;
import dev.assay.projections.store.ViewGroup;
import dev.assay.projections.store.ViewSnapshot;
import dev.assay.projections.store.ViewStore;
import dev.assay.projections.store.ViewStoreException;
import dev.assay.projections.store.Watermark;
import dev.assay.projections.store.WatermarkMovedException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/**
 * Views in a directory that this process owns. A batch is one write batch with its watermark, so a
 * restart goes on where the last whole batch ended.
 */
public final class RocksDbViewStore implements ViewStore {

  private final Database database;
  private final Claims claims = new Claims();

  private RocksDbViewStore(Database database) {
    this.database = database;
  }

  /**
   * Opens the store, and makes its directory if there is none.
   *
   * @throws ViewStoreException if the directory cannot be used, or another process uses it
   */
  public static RocksDbViewStore open(Path directory) {
    return new RocksDbViewStore(new Database(directory));
  }

  @Override
  public String description() {
    return "RocksDB in " + database.directory();
  }

  @Override
  public Optional<LiveGeneration> live(String group) {
    return Optional.ofNullable(value(Keyspace.live(group))).map(WatermarkBytes::live);
  }

  @Override
  public List<Integer> generations(String group) {
    byte[] prefix = Keyspace.watermarks(group);
    return database.call(db -> {
      var numbers = new ArrayList<Integer>();
      try (var iterator = db.newIterator()) {
        for (iterator.seek(prefix);
            iterator.isValid() && Keyspace.startsWith(iterator.key(), prefix);
            iterator.next()) {
          numbers.add(Keyspace.generation(iterator.key()));
        }
        iterator.status();
      }
      return numbers;
    });
  }

  @Override
  public synchronized Generation create(
      ViewGroup group, JournalId journalId, String owner, Duration lease) {
    var numbers = generations(group.name());
    int live = live(group.name()).map(LiveGeneration::number).orElse(0);
    int next = 1 + Math.max(live, numbers.isEmpty() ? 0 : numbers.getLast());
    var generation = new Generation(group, next);
    claim(generation, owner, lease);
    write(batch ->
        batch.put(
            Keyspace.watermark(group.name(), next),
            WatermarkBytes.of(Watermark.start(next, journalId))));
    return generation;
  }

  @Override
  public synchronized boolean makeLive(Generation generation, int expectedLive) {
    var group = generation.group();
    if (live(group.name()).map(LiveGeneration::number).orElse(0) != expectedLive) {
      return false;
    }
    var live = new LiveGeneration(generation.number(), group.schemaVersion());
    write(batch -> batch.put(Keyspace.live(group.name()), WatermarkBytes.of(live)));
    return true;
  }

  @Override
  public synchronized void drop(String group, int generation) {
    byte[] data = Keyspace.data(group, generation);
    write(batch -> {
      batch.delete(Keyspace.watermark(group, generation));
      batch.deleteRange(data, Keyspace.data(group, generation + 1));
    });
  }

  @Override
  public Optional<Watermark> watermark(Generation generation) {
    return Optional.ofNullable(value(watermarkKey(generation))).map(WatermarkBytes::watermark);
  }

  @Override
  public synchronized void apply(
      Generation generation, ViewBatch batch, Watermark expected, Watermark next) {
    var found = watermark(generation).orElse(null);
    if (!expected.equals(found)) {
      throw new WatermarkMovedException(expected, found);
    }
    write(target -> {
      new BatchWriter(database, generation, target).write(batch);
      target.put(watermarkKey(generation), WatermarkBytes.of(next));
    });
  }

  @Override
  public boolean claim(Generation generation, String owner, Duration lease) {
    return claims.claim(generation.toString(), owner, lease);
  }

  @Override
  public void release(Generation generation, String owner) {
    claims.release(generation.toString(), owner);
  }

  @Override
  public Optional<ViewSnapshot> snapshot(Generation generation) {
    return snapshot(new RocksDbSnapshot.SnapshotReads(database), generation);
  }

  @Override
  public Optional<ViewSnapshot> snapshot(ViewGroup group) {
    var reads = new RocksDbSnapshot.SnapshotReads(database);
    var live =
        Optional.ofNullable(reads.get(Keyspace.live(group.name()))).map(WatermarkBytes::live);
    if (live.isEmpty() || live.get().schemaVersion() != group.schemaVersion()) {
      reads.close();
      return Optional.empty();
    }
    return snapshot(reads, new Generation(group, live.get().number()));
  }

  private Optional<ViewSnapshot> snapshot(
      RocksDbSnapshot.SnapshotReads reads, Generation generation) {
    byte @Nullable [] watermark = reads.get(watermarkKey(generation));
    if (watermark == null) {
      reads.close();
      return Optional.empty();
    }
    return Optional.of(
        new RocksDbSnapshot(database, reads, generation, WatermarkBytes.watermark(watermark)));
  }

  @Override
  public void close() {
    database.close();
  }

  private static byte[] watermarkKey(Generation generation) {
    return Keyspace.watermark(generation.group().name(), generation.number());
  }

  private byte @Nullable [] value(byte[] key) {
    return database.<byte @Nullable []>call(db -> db.get(key));
  }

  /** Fills a write batch. */
  private interface Filling {
    void fill(WriteBatch batch) throws RocksDBException;
  }

  private void write(Filling filling) {
    try (var batch = new WriteBatch()) {
      filling.fill(batch);
      database.write(batch);
    } catch (RocksDBException e) {
      throw new ViewStoreException(description() + ": " + e.getMessage(), e);
    }
  }
}
