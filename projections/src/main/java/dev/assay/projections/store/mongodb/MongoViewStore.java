package dev.assay.projections.store.mongodb;

import com.mongodb.client.ClientSession;
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
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/**
 * Views in a MongoDB replica set. A batch and its watermark are one transaction with majority write
 * concern; reads go through snapshot sessions.
 */
public final class MongoViewStore implements ViewStore {

  private static final Duration TRANSACTION_PATIENCE = Duration.ofSeconds(10);
  private static final Duration CATALOG_PATIENCE = Duration.ofSeconds(5);
  private static final long CATALOG_PAUSE_NANOS = 2_000_000;

  private final Server server;
  private final Generations generations;
  private final Transactions transactions;

  private MongoViewStore(Server server) {
    this.server = server;
    this.generations = new Generations(server.database());
    this.transactions = new Transactions(server, TRANSACTION_PATIENCE);
  }

  /**
   * Connects to a replica set; one node will do.
   *
   * @param uri {@code mongodb://…} as the driver reads it
   * @param database name of the database that holds the views and nothing else
   * @throws ViewStoreException if no primary answers within 5 s, or the server is no member of a
   *     replica set
   */
  public static MongoViewStore open(String uri, String database) {
    return new MongoViewStore(new Server(uri, database));
  }

  @Override
  public String description() {
    return server.name();
  }

  @Override
  public Optional<LiveGeneration> live(String group) {
    return server.call(() -> generations.live(group));
  }

  @Override
  public List<Integer> generations(String group) {
    return server.call(() -> generations.numbers(group));
  }

  @Override
  public Generation create(ViewGroup group, JournalId journalId, String owner, Duration lease) {
    return server.call(() -> {
      var generation = new Generation(group, insertNext(group.name(), journalId, owner, lease));
      // A drop that was cut short may have left collections of this number behind.
      dropCollections(group.name(), generation.number());
      new Documents(server.database(), generation).createCollections();
      return generation;
    });
  }

  private int insertNext(String group, JournalId journalId, String owner, Duration lease) {
    int live = generations.live(group).map(LiveGeneration::number).orElse(0);
    var numbers = generations.numbers(group);
    int next = 1 + Math.max(live, numbers.isEmpty() ? 0 : numbers.getLast());
    while (!generations.insert(group, next, journalId, owner, lease)) {
      next++;
    }
    return next;
  }

  @Override
  public boolean makeLive(Generation generation, int expectedLive) {
    return server.call(
        () -> generations.makeLive(generation.group(), generation.number(), expectedLive));
  }

  @Override
  public void drop(String group, int generation) {
    server.call(() -> {
      generations.delete(group, generation);
      dropCollections(group, generation);
      return true;
    });
  }

  private void dropCollections(String group, int generation) {
    var prefix = Documents.prefix(group, generation);
    for (var name : server.database().listCollectionNames()) {
      if (name.startsWith(prefix)) {
        server.database().getCollection(name).drop();
      }
    }
  }

  @Override
  public Optional<Watermark> watermark(Generation generation) {
    return server.call(() -> generations.watermark(generation));
  }

  @Override
  public void apply(Generation generation, ViewBatch batch, Watermark expected, Watermark next) {
    var documents = new Documents(server.database(), generation);
    var attempt = UUID.randomUUID().toString();
    server.call(() -> {
      transactions.run((session, again) -> {
        if (advance(session, generation, expected, next, attempt, again)) {
          documents.write(session, batch);
        }
      });
      return true;
    });
  }

  /** False if an earlier attempt, of which we learnt nothing, did all of it. */
  private boolean advance(
      ClientSession session,
      Generation generation,
      Watermark expected,
      Watermark next,
      String attempt,
      boolean again) {
    if (generations.advance(session, generation, expected, next, attempt)) {
      return true;
    }
    if (again && generations.advancedBy(session, generation, next, attempt)) {
      return false;
    }
    throw new WatermarkMovedException(
        expected, generations.watermark(session, generation).orElse(null));
  }

  @Override
  public boolean claim(Generation generation, String owner, Duration lease) {
    return server.call(() -> generations.claim(generation, owner, lease));
  }

  @Override
  public void release(Generation generation, String owner) {
    server.call(() -> {
      generations.release(generation, owner);
      return true;
    });
  }

  @Override
  public Optional<ViewSnapshot> snapshot(Generation generation) {
    return snapshot(generation.group(), session -> generations.watermark(session, generation));
  }

  @Override
  public Optional<ViewSnapshot> snapshot(ViewGroup group) {
    return snapshot(group, session -> generations.live(session, group));
  }

  /** While the first collections are being made, MongoDB has no snapshot for some milliseconds. */
  private Optional<ViewSnapshot> snapshot(
      ViewGroup group, Function<ClientSession, Optional<Watermark>> first) {
    long deadline = System.nanoTime() + CATALOG_PATIENCE.toNanos();
    while (true) {
      try {
        return attempt(group, first);
      } catch (ViewStoreException e) {
        if (!Server.catalogChanges(e) || System.nanoTime() >= deadline) {
          throw e;
        }
        LockSupport.parkNanos(CATALOG_PAUSE_NANOS);
      }
    }
  }

  private Optional<ViewSnapshot> attempt(
      ViewGroup group, Function<ClientSession, Optional<Watermark>> first) {
    var session = server.snapshotSession();
    try {
      var watermark = server.call(() -> first.apply(session));
      if (watermark.isEmpty()) {
        session.close();
      }
      return watermark.map(found ->
          new MongoSnapshot(
              server,
              session,
              new Documents(server.database(), new Generation(group, found.generation())),
              found));
    } catch (ViewStoreException e) {
      session.close();
      throw e;
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
