package dev.assay.projections.views;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.mongodb.client.MongoClients;
import dev.assay.projections.store.ViewStore;
import dev.assay.projections.store.mongodb.MongoViewStore;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** The audit log in a real MongoDB: the replica set that {@code ASSAY_TEST_MONGODB_URI} names. */
class MongoAuditViewsTest extends AuditViewsContract {

  private static String uri = "";

  private final String database = "assay_test_" + UUID.randomUUID().toString().replace("-", "");

  @BeforeAll
  static void findServer() {
    var given = System.getenv("ASSAY_TEST_MONGODB_URI");
    assumeTrue(
        given != null && !given.isBlank(),
        "audit log in MongoDB: skipped, ASSAY_TEST_MONGODB_URI is not set (expected: a replica"
            + " set)");
    uri = given;
  }

  @AfterEach
  void dropDatabase() {
    try (var client = MongoClients.create(uri)) {
      client.getDatabase(database).drop();
    }
  }

  @Override
  ViewStore openStore() {
    return MongoViewStore.open(uri, database);
  }
}
