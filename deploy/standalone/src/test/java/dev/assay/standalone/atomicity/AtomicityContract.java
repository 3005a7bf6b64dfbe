package dev.assay.standalone.atomicity;

import static dev.assay.standalone.atomicity.Publishing.restore;
import static dev.assay.standalone.atomicity.Publishing.revoke;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.projections.store.ViewStore;
import dev.assay.projections.views.Consistency;
import dev.assay.projections.views.ViewRecords;
import dev.assay.projections.views.Views;
import dev.assay.projections.views.ViewsConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What readers see of a family that is revoked and restored, whatever store the views are in. */
abstract class AtomicityContract {

  private static final int DESCENDANTS = 200;
  private static final int CHANNELS = 50;
  private static final int READERS = 3;

  @TempDir private Path directory;
  private Instance instance;
  private ViewStore store;
  private Views views;

  /** Opens an empty store. */
  abstract ViewStore openStore(Path directory);

  /** How many rounds take a few seconds. */
  abstract int fewRounds();

  @BeforeEach
  void open() {
    instance = Instance.open("journal-" + UUID.randomUUID(), directory.resolve("index"));
    store = openStore(directory.resolve("views"));
    views =
        Views.start(instance.journal(), store, ViewsConfig.defaults(), new SimpleMeterRegistry());
    Awaitility.await().until(() -> views.health().ready());
  }

  @AfterEach
  void close() {
    views.close();
    store.close();
    instance.close();
  }

  /** What readers saw while they were at it. */
  private final class Watching {
    private final Fleet fleet;
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicInteger revoked = new AtomicInteger();
    private final AtomicInteger living = new AtomicInteger();

    Watching(Fleet fleet) {
      this.fleet = fleet;
    }

    Optional<String> read(Consistency consistency, boolean lists) {
      while (!over.get()) {
        try (ViewRecords records = views.read(consistency)) {
          Seen seen =
              lists
                  ? Seen.listed(records, fleet.buckets(), fleet.family())
                  : Seen.fetched(records, fleet.buckets(), fleet.family());
          Optional<String> mixture = seen.mixture(DESCENDANTS + 1);
          if (mixture.isPresent()) {
            return mixture.map(what -> what + " at position " + records.position());
          }
          (seen.revoked().isEmpty() ? living : revoked).incrementAndGet();
        }
      }
      return Optional.empty();
    }
  }

  @Test
  void givenReaders_whenAFamilyIsRevokedAndRestored_thenTheySeeAllOfItOrNone() throws Exception {
    Fleet fleet = Fleet.publish(instance, "fleet", DESCENDANTS, CHANNELS);
    // Else the reader that waits for nothing may find the family half published.
    assertWhole(fleet, 0);
    Watching watching = new Watching(fleet);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Optional<String>>> readers = new ArrayList<>();
      for (int i = 0; i < READERS; i++) {
        boolean lists = i != 0;
        Consistency consistency = i == 2 ? Consistency.EVENTUAL : Consistency.LATEST;
        readers.add(threads.submit(() -> watching.read(consistency, lists)));
      }
      try {
        rounds(fleet, readers);
      } finally {
        watching.over.set(true);
      }
      for (Future<Optional<String>> reader : readers) {
        assertThat(reader.get()).isEmpty();
      }
    }
    assertThat(watching.revoked).as("reads of a revoked family").hasPositiveValue();
    assertThat(watching.living).as("reads of a living family").hasPositiveValue();
  }

  private void rounds(Fleet fleet, List<Future<Optional<String>>> readers) throws Exception {
    int rounds = Rounds.orElse(fewRounds());
    for (int round = 0; round < rounds && readers.stream().noneMatch(Future::isDone); round++) {
      fleet.assignAll();
      instance.done(revoke(fleet.base()));
      assertWhole(fleet, DESCENDANTS + 1);
      instance.done(restore(fleet.base()));
      assertWhole(fleet, 0);
    }
  }

  /** The writer itself reads its own writes. */
  private void assertWhole(Fleet fleet, int revoked) {
    try (ViewRecords records = views.read(Consistency.LATEST)) {
      Seen seen = Seen.listed(records, fleet.buckets(), fleet.family());
      assertThat(seen.mixture(DESCENDANTS + 1)).isEmpty();
      assertThat(seen.revoked()).hasSize(revoked);
    }
  }

  @Test
  void givenTwoMomentsReadAsOne_thenTheMixtureIsSeen() {
    Fleet fleet = Fleet.publish(instance, "torn", 40, 10);
    try (ViewRecords before = views.read(Consistency.LATEST)) {
      instance.done(revoke(fleet.base()));
      try (ViewRecords after = views.read(Consistency.LATEST)) {
        Seen then = Seen.listed(before, fleet.buckets(), fleet.family());
        Seen now = Seen.listed(after, fleet.buckets(), fleet.family());

        assertThat(then.mixture(41)).isEmpty();
        assertThat(now.mixture(41)).isEmpty();
        assertThat(torn(then, now).mixture(41))
            .hasValueSatisfying(what -> assertThat(what).contains("expected: all or none"));
        assertThat(new Seen(now.members(), then.channels()).mixture(41))
            .hasValueSatisfying(what -> assertThat(what).contains("points at revoked"));
        assertThat(now.mixture(42)).isPresent();
      }
    }
  }

  /** The first half of one moment, the second half of another. */
  private static Seen torn(Seen first, Seen second) {
    int half = first.members().size() / 2;
    var members = new ArrayList<>(first.members().subList(0, half));
    members.addAll(second.members().subList(half, second.members().size()));
    return new Seen(members, second.channels());
  }
}
