package dev.assay.projections.store.mongodb;

import com.mongodb.ReadConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;

/**
 * Transactions that a killed process left open. MongoDB keeps them, and the documents that they
 * touched, for a minute ({@code transactionLifetimeLimitSeconds}), in which the views would stand
 * still after a restart. Ending one's own sessions needs no privilege.
 */
final class ForgottenTransactions {

  /** A living process does not leave a transaction alone for so long. */
  private static final long LEFT_ALONE_MICROS = 1_000_000;

  private ForgottenTransactions() {}

  /** Ends those whose client had this name. */
  static void end(MongoClient client, String applicationName) {
    MongoDatabase admin = client.getDatabase("admin").withReadConcern(ReadConcern.LOCAL);
    List<Document> sessions = new ArrayList<>();
    for (Document found : admin.aggregate(query(applicationName))) {
      sessions.add(new Document("id", found.getEmbedded(List.of("lsid", "id"), Object.class)));
    }
    if (!sessions.isEmpty()) {
      admin.runCommand(new Document("killSessions", sessions));
    }
  }

  private static List<Document> query(String applicationName) {
    return List.of(
        new Document("$currentOp", new Document("idleSessions", true)),
        new Document(
            "$match",
            new Document("type", "idleSession")
                .append("appName", applicationName)
                .append(
                    "transaction.timeInactiveMicros", new Document("$gte", LEFT_ALONE_MICROS))));
  }
}
