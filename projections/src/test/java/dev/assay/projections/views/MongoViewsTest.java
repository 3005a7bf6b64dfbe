package dev.assay.projections.views;

import static dev.assay.projections.views.ViewsAssert.assertEqualJournal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.mongodb.client.MongoClients;
import dev.assay.projections.fixtures.RandomStory;
import dev.assay.projections.store.ViewStore;
import dev.assay.projections.store.ViewStoreException;
import dev.assay.projections.store.mongodb.MongoViewStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The views in a real MongoDB: the replica set that {@code ASSAY_TEST_MONGODB_URI} names. */
class MongoViewsTest extends ViewsContract {

  private static String uri = "";

  private final String database = "assay_test_" + UUID.randomUUID().toString().replace("-", "");

  @BeforeAll
  static void findServer() {
    var given = System.getenv("ASSAY_TEST_MONGODB_URI");
    assumeTrue(
        given != null && !given.isBlank(),
        "views in MongoDB: skipped, ASSAY_TEST_MONGODB_URI is not set (expected: a replica set)");
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

  @Override
  int readsAfterWrites() {
    return 200;
  }

  @Test
  void givenServerThatGoesAway_whenItIsBack_thenReadsWereRefusedInTimeAndNothingIsLost()
      throws IOException {
    var story = RandomStory.of(101, 120);
    var told = new TestJournal();
    told.tell(story, 0, 40);
    try (var line = CuttableLine.to(uri);
        var away = MongoViewStore.open(line.uri(), database + "_away");
        var views = Views.start(told.journal(), away, CONFIG, new SimpleMeterRegistry())) {
      assertEqualJournal(views, told.journal());
      await().atMost(SOON).until(() -> views.health().ready());

      line.cut();
      told.tell(story, 40, 80);
      assertRefusedInTime(views, Consistency.LATEST);
      assertRefusedInTime(views, Consistency.EVENTUAL);
      assertThat(views.health().status()).isEqualTo(ViewHealth.Status.FAILED);
      told.tell(story, 80, 120);

      line.mend();
      await().atMost(SOON).until(() -> views.health().ready());
      assertEqualJournal(views, told.journal());
    } finally {
      try (var client = MongoClients.create(uri)) {
        client.getDatabase(database + "_away").drop();
      }
    }
  }

  private static void assertRefusedInTime(Views views, Consistency consistency) {
    var bound = CONFIG.barrierTimeout().plus(Duration.ofSeconds(2));
    long before = System.nanoTime();
    assertThatThrownBy(() -> views.read(consistency).close())
        .isInstanceOf(ViewStoreException.class)
        .hasMessageContaining("127.0.0.1");
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(bound);
  }
}
