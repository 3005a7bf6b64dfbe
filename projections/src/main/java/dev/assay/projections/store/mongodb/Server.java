package dev.assay.projections.store.mongodb;

import com.mongodb.ClientSessionOptions;
import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import dev.assay.projections.store.ViewStoreException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection to a replica set, and the one place where its errors become ours. Safe for use by
 * many threads.
 */
final class Server implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Server.class);

  private static final int SELECTION_TIMEOUT_SECONDS = 5;
  private static final int IO_TIMEOUT_SECONDS = 15;
  private static final int SNAPSHOT_UNAVAILABLE = 246;
  private static final ClientSessionOptions SNAPSHOT =
      ClientSessionOptions.builder().snapshot(true).build();

  private final String name;
  private final MongoClient client;
  private final MongoDatabase database;

  Server(String uri, String databaseName) {
    ConnectionString address = address(uri);
    this.name = "MongoDB at " + String.join(",", address.getHosts()) + ", " + databaseName;
    String applicationName = "assay-views " + databaseName;
    this.client = MongoClients.create(settings(address, applicationName));
    this.database = client.getDatabase(databaseName);
    requireReplicaSet();
    endForgottenTransactions(applicationName);
  }

  private void endForgottenTransactions(String applicationName) {
    try {
      ForgottenTransactions.end(client, applicationName);
    } catch (MongoException e) {
      LOG.warn("transactions of a killed process may hold the views for a minute", e);
    }
  }

  private static ConnectionString address(String uri) {
    try {
      return new ConnectionString(uri);
    } catch (IllegalArgumentException e) {
      // The address may hold a password: neither it nor the cause is repeated.
      throw new ViewStoreException(
          "MongoDB address: unreadable (expected: mongodb://host:port/?replicaSet=name)");
    }
  }

  private static MongoClientSettings settings(ConnectionString address, String applicationName) {
    return MongoClientSettings.builder()
        .applicationName(applicationName)
        .applyToClusterSettings(
            cluster -> cluster.serverSelectionTimeout(SELECTION_TIMEOUT_SECONDS, TimeUnit.SECONDS))
        .applyToSocketSettings(socket ->
            socket
                .connectTimeout(SELECTION_TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .readTimeout(IO_TIMEOUT_SECONDS, TimeUnit.SECONDS))
        // The address may set other time-outs; what correctness rests on it may not.
        .applyConnectionString(address)
        .readPreference(ReadPreference.primary())
        .readConcern(ReadConcern.MAJORITY)
        .writeConcern(WriteConcern.MAJORITY)
        .build();
  }

  private void requireReplicaSet() {
    try {
      var hello = call(() -> database.runCommand(new Document("hello", 1)));
      if (hello.getString("setName") == null && !"isdbgrid".equals(hello.getString("msg"))) {
        throw new ViewStoreException(
            name
                + ": a standalone server (expected: a replica set, one node will do: start mongod"
                + " with --replSet NAME and run rs.initiate())");
      }
    } catch (ViewStoreException e) {
      client.close();
      throw e;
    }
  }

  MongoDatabase database() {
    return database;
  }

  ClientSession session() {
    return call(client::startSession);
  }

  ClientSession snapshotSession() {
    return call(() -> client.startSession(SNAPSHOT));
  }

  <R extends @Nullable Object> R call(Supplier<R> work) {
    try {
      return work.get();
    } catch (MongoException e) {
      throw new ViewStoreException(name + ": " + e.getMessage(), e);
    } catch (IllegalStateException e) {
      throw new ViewStoreException(name + ": closed (expected: open)", e);
    }
  }

  /** Whether a read failed because collections or indexes are being made at this moment. */
  static boolean catalogChanges(ViewStoreException failure) {
    return failure.getCause() instanceof MongoException cause
        && cause.getCode() == SNAPSHOT_UNAVAILABLE;
  }

  String name() {
    return name;
  }

  @Override
  public void close() {
    client.close();
  }
}
