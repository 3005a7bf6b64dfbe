package dev.assay.projections.store.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.mongodb.client.MongoClients;
import dev.assay.projections.store.IndexKey;
import dev.assay.projections.store.Scan;
import dev.assay.projections.store.Thing;
import dev.assay.projections.store.ViewStore;
import dev.assay.projections.store.ViewStoreContract;
import dev.assay.projections.store.ViewStoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MongoViewStoreTest extends ViewStoreContract {

  @TempDir private static Path data;
  private static @Nullable MongoServer server;
  private static String uri = "";

  private final String database = "assay_test_" + UUID.randomUUID().toString().replace("-", "");

  @BeforeAll
  static void findServer() throws IOException {
    var given = System.getenv("ASSAY_TEST_MONGODB_URI");
    if (given != null && !given.isBlank()) {
      uri = given;
      return;
    }
    var mongod = MongoServer.installed();
    assumeTrue(
        mongod.isPresent(),
        "MongoDB suite skipped: no mongod on the PATH and ASSAY_TEST_MONGODB_URI is not set");
    var started =
        MongoServer.replicaSet(
            mongod.orElseThrow(), Files.createDirectory(data.resolve("replica-set")));
    server = started;
    uri = started.uri();
  }

  @AfterAll
  static void stopServer() {
    if (server != null) {
      server.close();
    }
  }

  @AfterEach
  void dropDatabase() {
    try (var client = MongoClients.create(uri)) {
      client.getDatabase(database).drop();
    }
  }

  @Override
  protected ViewStore open() {
    return MongoViewStore.open(uri, database);
  }

  @Test
  void givenStandaloneServer_whenOpened_thenRefusedWithTheFix() throws IOException {
    var mongod = MongoServer.installed();
    assumeTrue(mongod.isPresent(), "skipped: no mongod on the PATH");
    try (var standalone =
        MongoServer.standalone(
            mongod.orElseThrow(), Files.createDirectory(data.resolve("standalone")))) {
      assertThatThrownBy(() -> MongoViewStore.open(standalone.standaloneUri(), database))
          .isInstanceOf(ViewStoreException.class)
          .hasMessageContaining("expected: a replica set")
          .hasMessageContaining("--replSet");
    }
  }

  @Test
  void givenIndexes_whenScanned_thenMongoUsesThem() {
    try (var client = MongoClients.create(uri)) {
      var things = client.getDatabase(database).getCollection("tested.1.things");
      assertThat(things.listIndexes().map(index -> index.getString("name")))
          .contains("by_rank", "by_text");
      var scan = Scan.of(Thing.BY_RANK, IndexKey.of("x"), 5);
      var plan =
          things
              .find(Places.filter(scan))
              .sort(Places.order(scan))
              .limit(5)
              .explain(Document.class);
      assertThat(plan.toJson()).contains("IXSCAN").contains("by_rank").doesNotContain("\"SORT\"");
    }
  }
}
