package dev.assay.projections.views;

import static dev.assay.projections.views.ViewsAssert.assertEqualJournal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.assay.events.bucket.BucketEvent.BucketUpdated;
import dev.assay.events.bucket.BucketEvent.BuildStarted;
import dev.assay.events.bucket.BucketEvent.ChannelRestrictionChanged;
import dev.assay.events.channel.ChannelName;
import dev.assay.events.iteration.BuildId;
import dev.assay.events.iteration.IterationId;
import dev.assay.events.journal.JournalUnavailableException;
import dev.assay.projections.bucket.BucketRecord;
import dev.assay.projections.channel.ChannelRecord;
import dev.assay.projections.fixtures.RandomStory;
import dev.assay.projections.fixtures.Story;
import dev.assay.projections.iteration.IterationRecord;
import dev.assay.projections.paging.Page;
import dev.assay.projections.paging.PageRequest;
import dev.assay.projections.paging.SortOrder;
import dev.assay.projections.store.Generation;
import dev.assay.projections.store.LiveGeneration;
import dev.assay.projections.store.ViewBatch;
import dev.assay.projections.store.ViewGroup;
import dev.assay.projections.store.ViewStore;
import dev.assay.projections.views.FaultyStore.Step;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What views do, whatever store they are kept in. */
abstract class ViewsContract {

  static final ViewsConfig CONFIG =
      new ViewsConfig(
          Duration.ofSeconds(10),
          16,
          Duration.ofSeconds(1),
          Duration.ofMillis(50),
          Duration.ofMillis(2),
          Duration.ofMillis(100));
  static final Duration SOON = Duration.ofSeconds(10);

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final TestJournal journal = new TestJournal();
  private final List<AutoCloseable> opened = new ArrayList<>();
  private FaultyStore store;

  /** Opens the store of this test; again, once it was closed, on what it held. */
  abstract ViewStore openStore();

  /** How often a read after a write is tried. */
  abstract int readsAfterWrites();

  @BeforeEach
  void open() {
    store = new FaultyStore(openStore());
  }

  @AfterEach
  void close() throws Exception {
    store.failWhere(step -> false);
    for (var each : opened.reversed()) {
      each.close();
    }
    store.close();
  }

  private Views start() {
    return start(CONFIG);
  }

  private Views start(ViewsConfig config) {
    var views = Views.start(journal.journal(), store, config, meters);
    opened.add(views);
    return views;
  }

  /** A generation whose builder has gone. */
  private Generation created(ViewGroup group) {
    var generation = store.create(group, journal.journal().id(), "builder", SOON);
    store.release(generation, "builder");
    return generation;
  }

  private static ViewsConfig impatient() {
    return new ViewsConfig(
        Duration.ofMillis(300),
        CONFIG.batchCommits(),
        CONFIG.lease(),
        CONFIG.retryInterval(),
        CONFIG.pollInterval(),
        CONFIG.dropDelay());
  }

  private static ViewsConfig patient() {
    return new ViewsConfig(
        Duration.ofSeconds(60),
        CONFIG.batchCommits(),
        CONFIG.lease(),
        CONFIG.retryInterval(),
        CONFIG.pollInterval(),
        CONFIG.dropDelay());
  }

  private static BucketRecord bucket(ViewRecords records) {
    return records.bucket(Story.PROJECT, Story.NAME).orElseThrow();
  }

  private double appliedEvents() {
    return meters.counter("assay.views.events", "group", "registry").count();
  }

  private void describe(String description) {
    journal.commit(List.of(new BucketUpdated(Story.BUCKET, description, null)));
  }

  @Test
  void givenRandomHistories_whenFollowed_thenViewsEqualTheJournalsRecords() {
    long seed = System.nanoTime();
    System.out.println(getClass().getSimpleName() + " random histories: seed " + seed);
    var story = RandomStory.of(seed, 700);
    var views = start();
    var random = new Random(seed);
    for (long from = 0; from < 700; ) {
      long to = Math.min(700, from + 1 + random.nextInt(120));
      journal.tell(story, from, to);
      assertEqualJournal(views, journal.journal());
      from = to;
    }
  }

  @Test
  void givenLongJournal_whenStarted_thenCatchesUpInBatches() {
    journal.tell(RandomStory.of(7, 600));
    var views = start();
    assertEqualJournal(views, journal.journal());
    await().atMost(SOON).until(() -> views.health().ready());
    assertThat(views.health().lagCommits()).isZero();
    long batches = meters.timer("assay.views.batch", "group", "registry").count();
    assertThat(batches).isBetween(600L / 16, 599L);
  }

  @Test
  void givenRestart_whenNothingHappened_thenNothingIsAppliedAgain() throws Exception {
    journal.tell(RandomStory.of(8, 200));
    var views = start();
    views.barrier().await();
    views.close();
    double before = appliedEvents();
    store.close();
    open();
    var again = start();
    assertEqualJournal(again, journal.journal());
    assertThat(appliedEvents()).isEqualTo(before);
  }

  @Test
  void givenPages_whenListed_thenTokensLeadThroughAllInBothDirections() {
    journal.tell(new Story().bucket());
    for (int i = 0; i < 25; i++) {
      journal.tell(new Story().iteration(new IterationId("it-" + (char) ('a' + i)), "f" + i));
    }
    try (var records = start().read(Consistency.LATEST)) {
      var order = SortOrder.descending("created_at");
      var all = page(records, order, null, null, 1000).items();
      assertThat(all).hasSize(25);
      var first = page(records, order, null, null, 10);
      var second = page(records, order, first.pagination().nextPageToken(), null, 10);
      var third = page(records, order, second.pagination().nextPageToken(), null, 10);
      assertThat(first.items()).isEqualTo(all.subList(0, 10));
      assertThat(second.items()).isEqualTo(all.subList(10, 20));
      assertThat(third.items()).isEqualTo(all.subList(20, 25));
      assertThat(third.pagination().nextPageToken()).isEmpty();
      var back = page(records, order, null, third.pagination().previousPageToken(), 10);
      assertThat(back.items()).isEqualTo(second.items());
      assertThatThrownBy(() -> page(records, SortOrder.ascending("color"), null, null, 10))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("created_at");
    }
  }

  private static Page<IterationRecord> page(
      ViewRecords records, SortOrder order, String next, String previous, int size) {
    var request =
        PageRequest.of("iterations", Integer.toString(size), next, previous)
            .orElseThrow(refusal -> new IllegalStateException(refusal.message()));
    return records.iterations(Story.BUCKET, order, request);
  }

  @Test
  void givenAcknowledgedWrite_whenReadAtOnce_thenSeenEachTime() {
    journal.tell(new Story().bucket());
    var views = start();
    for (int i = 0; i < readsAfterWrites(); i++) {
      describe("d" + i);
      try (var records = views.read(Consistency.LATEST)) {
        assertThat(bucket(records).description()).isEqualTo("d" + i);
      }
    }
  }

  @Test
  void givenViewsThatStandStill_whenRead_thenUnavailableInTimeWithTheReason() {
    journal.tell(new Story().bucket());
    var views = start(impatient());
    await().atMost(SOON).until(() -> views.health().ready());
    store.failWhere(step -> step == Step.BEFORE_APPLY);
    describe("unseen");
    await().atMost(SOON).until(() -> !views.health().ready());

    assertThatThrownBy(() -> views.read(Consistency.LATEST))
        .isInstanceOf(JournalUnavailableException.class)
        .hasMessageContaining("told to fail");
    try (var records = views.read(Consistency.EVENTUAL)) {
      assertThat(bucket(records).description()).isEqualTo("base image");
    }
  }

  @Test
  void givenConcurrentWrites_whenRead_thenOneMomentInEachSnapshot() throws Exception {
    journal.tell(new Story().bucket().channel(Story.PRODUCTION, "production"));
    var views = start();
    var stop = new AtomicBoolean();
    var writing = CompletableFuture.runAsync(() -> restrictBoth(views, stop));
    try {
      for (int i = 0; i < 500; i++) {
        assertOneMoment(views);
      }
    } finally {
      stop.set(true);
      writing.get(30, TimeUnit.SECONDS);
    }
    assertThat(journal.journal().reached()).isGreaterThan(3);
  }

  private void restrictBoth(Views views, AtomicBoolean stop) {
    for (boolean restricted = true; !stop.get(); restricted = !restricted) {
      if (views.health().lagCommits() > CONFIG.batchCommits()) {
        views.barrier().await();
      }
      journal.commit(
          List.of(
              new ChannelRestrictionChanged(Story.BUCKET, Story.LATEST, restricted),
              new ChannelRestrictionChanged(Story.BUCKET, Story.PRODUCTION, restricted)));
    }
  }

  private static void assertOneMoment(Views views) {
    try (var records = views.read(Consistency.LATEST)) {
      var channels = records.channels(Story.BUCKET);
      assertThat(channels).hasSize(2);
      if (records.position() > 1) {
        assertThat(channels)
            .extracting(ChannelRecord::restricted)
            .containsOnly(channels.getFirst().restricted());
        assertThat(channels)
            .extracting(ChannelRecord::lastPosition)
            .containsOnly(records.position());
      }
    }
  }

  @Test
  void givenTenThousandDescendants_whenRevokedAndRestored_thenReadersSeeAllOfItOrNone()
      throws Exception {
    var cascade = new LargeCascade(journal);
    long revokedAt = journal.journal().reached() + 1;
    long restoredAt = revokedAt + 1;
    var views = start(patient());
    views.barrier().await();
    var stop = new AtomicBoolean();
    var reading =
        CompletableFuture.runAsync(() -> {
          while (!stop.get()) {
            try (var records = views.read(Consistency.EVENTUAL)) {
              LargeCascade.assertWhole(records, revokedAt, restoredAt);
            }
          }
        });
    try (var before = views.read(Consistency.LATEST)) {
      assertThat(cascade.revoke()).isEqualTo(revokedAt);
      try (var after = views.read(Consistency.LATEST)) {
        assertThat(LargeCascade.assertWhole(after, revokedAt, restoredAt))
            .isEqualTo(LargeCascade.DESCENDANTS);
      }
      assertThat(cascade.restore()).isEqualTo(restoredAt);
      try (var after = views.read(Consistency.LATEST)) {
        assertThat(LargeCascade.assertWhole(after, revokedAt, restoredAt)).isZero();
      }
      assertThat(LargeCascade.assertWhole(before, revokedAt, restoredAt))
          .as("a read that began before")
          .isZero();
    } finally {
      stop.set(true);
      reading.get(60, TimeUnit.SECONDS);
    }
  }

  @Test
  void givenFailuresBetweenAnyTwoSteps_whenOver_thenNothingLostAndNothingDoubled() {
    long seed = System.nanoTime();
    System.out.println(getClass().getSimpleName() + " faults: seed " + seed);
    var random = new Random(seed);
    var lock = new ReentrantLock();
    var story = RandomStory.of(seed, 300);
    store.failWhere(step -> {
      lock.lock();
      try {
        return random.nextInt(5) == 0;
      } finally {
        lock.unlock();
      }
    });
    var views = start();
    for (int from = 0; from < 300; from += 15) {
      journal.tell(story, from, from + 15);
      views.barrier().await();
    }
    assertThat(store.failures()).isGreaterThan(10);
    store.failWhere(step -> false);
    assertEqualJournal(views, journal.journal());
    await().atMost(SOON).until(() -> views.health().ready());
  }

  @Test
  void givenEachStep_whenItFailsOnce_thenGoesOn() {
    var views = start();
    var story = RandomStory.of(11, 200);
    long from = 0;
    for (var step : Step.values()) {
      if (step == Step.MAKE_LIVE) {
        continue;
      }
      var once = new AtomicBoolean(true);
      store.failWhere(at -> at == step && once.getAndSet(false));
      journal.tell(story, from, from + 20);
      from += 20;
      assertEqualJournal(views, journal.journal());
    }
    assertThat(store.failures()).isGreaterThanOrEqualTo(3);
  }

  @Test
  void givenFailingStore_whenItRecovers_thenReadinessTurnsRedAndGreenAgain() {
    journal.tell(new Story().bucket());
    var views = start();
    await().atMost(SOON).until(() -> views.health().ready());
    store.failWhere(step -> step == Step.BEFORE_APPLY);
    describe("late");
    await().atMost(SOON).until(() -> !views.health().ready());
    assertThat(views.health().detail()).contains("told to fail");
    assertThat(views.health().lagCommits()).isEqualTo(1);

    store.failWhere(step -> false);
    await().atMost(Duration.ofSeconds(1)).until(() -> views.health().ready());
    try (var records = views.read(Consistency.LATEST)) {
      assertThat(bucket(records).description()).isEqualTo("late");
    }
  }

  @Test
  void givenEventThatCannotFollow_whenMet_thenStopsBeforeItAndNeverSkips() {
    journal.tell(new Story().bucket());
    var views = start();
    await().atMost(SOON).until(() -> views.health().ready());
    journal.commit(
        List.of(new BuildStarted(Story.BUCKET, new IterationId("nowhere"), new BuildId("none"))));
    describe("behind the poison");
    await().atMost(SOON).until(() -> !views.health().ready());
    assertThat(views.health().detail()).contains("nowhere");
    double failed = meters.counter("assay.views.failures", "group", "registry").count();
    await()
        .atMost(SOON)
        .until(
            () -> meters.counter("assay.views.failures", "group", "registry").count() > failed + 2);
    assertThat(views.health().status()).isEqualTo(ViewHealth.Status.FAILED);
    try (var records = views.read(Consistency.EVENTUAL)) {
      assertThat(records.position()).isZero();
      assertThat(bucket(records).description()).isEqualTo("base image");
    }
  }

  @Test
  void givenTwoOwnersWithoutClaims_whenBothApply_thenNothingLostAndNothingDoubled() {
    store.grantingEveryClaim();
    var first = start();
    var second = Views.start(journal.another(), store, CONFIG, new SimpleMeterRegistry());
    opened.add(second);
    var story = RandomStory.of(21, 400);
    for (int from = 0; from < 400; from += 40) {
      journal.tell(story, from, from + 40);
      assertEqualJournal(first, journal.journal());
      assertEqualJournal(second, journal.journal());
    }
  }

  @Test
  void givenOwner_whenAnotherInstanceReads_thenItSeesEveryWriteAndTakesOver() {
    var first = start();
    journal.tell(new Story().bucket());
    first.barrier().await();
    var second = Views.start(journal.another(), store, CONFIG, new SimpleMeterRegistry());
    opened.add(second);
    for (int i = 0; i < 50; i++) {
      describe("d" + i);
      try (var records = second.read(Consistency.LATEST)) {
        assertThat(bucket(records).description()).isEqualTo("d" + i);
      }
    }
    assertThat(second.health().ready()).isTrue();
    double applied = appliedEvents();
    first.close();
    describe("after the first");
    try (var records = second.read(Consistency.LATEST)) {
      assertThat(bucket(records).description()).isEqualTo("after the first");
    }
    assertThat(appliedEvents()).isEqualTo(applied);
  }

  @Test
  void givenWritesAndReads_whenRebuiltBesideTheLive_thenNoReadIsStaleOrFails() throws Exception {
    journal.tell(RandomStory.of(31, 300));
    var views = start();
    assertEqualJournal(views, journal.journal());
    var stop = new AtomicBoolean();
    var reads = new AtomicLong();
    var working = CompletableFuture.runAsync(() -> writeAndRead(views, stop, reads));
    try {
      for (int i = 2; i < 5; i++) {
        var result = views.rebuild();
        assertThat(result.generation()).isEqualTo(i);
        assertThat(result.replaced()).isEqualTo(i - 1);
        long seen = reads.get();
        await().atMost(SOON).until(() -> reads.get() > seen + 3 || working.isDone());
      }
    } finally {
      stop.set(true);
      working.get(30, TimeUnit.SECONDS);
    }
    assertEqualJournal(views, journal.journal());
    await().atMost(SOON).until(() -> store.generations("registry").equals(List.of(4)));
    assertEqualJournal(views, journal.journal());
  }

  private void writeAndRead(Views views, AtomicBoolean stop, AtomicLong reads) {
    for (int i = 0; !stop.get(); i++) {
      BucketRecord now;
      try (var records = views.read(Consistency.LATEST)) {
        now = records.bucket(Story.PROJECT, Story.NAME).orElseThrow();
      }
      journal.commit(List.of(new BucketUpdated(now.id(), "d" + i, null)));
      try (var records = views.read(Consistency.LATEST)) {
        assertThat(bucket(records).description()).isEqualTo("d" + i);
      }
      reads.incrementAndGet();
    }
  }

  @Test
  void givenOlderSchema_whenStarted_thenRebuiltBesideIt() {
    var older = new ViewGroup("registry", 0, RegistryCollections.GROUP.collections());
    var generation = created(older);
    store.makeLive(generation, 0);
    journal.tell(RandomStory.of(41, 150));
    var views = start();
    assertEqualJournal(views, journal.journal());
    assertThat(store.live("registry"))
        .contains(new LiveGeneration(2, RegistryCollections.SCHEMA_VERSION));
    await().atMost(SOON).until(() -> store.generations("registry").equals(List.of(2)));
  }

  @Test
  void givenNewerSchema_whenStarted_thenRedAndUntouchedUntilRebuilt() {
    var newer = new ViewGroup("registry", 99, RegistryCollections.GROUP.collections());
    store.makeLive(created(newer), 0);
    journal.tell(new Story().bucket());
    var views = start();
    await().atMost(SOON).until(() -> views.health().status() == ViewHealth.Status.FAILED);
    assertThat(views.health().detail()).contains("schema 99").contains("rebuild");
    assertThat(store.live("registry")).contains(new LiveGeneration(1, 99));
    views.rebuild();
    assertEqualJournal(views, journal.journal());
  }

  @Test
  void givenStoppedRegistry_whenRebuiltOffline_thenOnlyTheNewGenerationIsLeft() {
    journal.tell(RandomStory.of(51, 300));
    start().close();
    var progress = new AtomicLong(-1);
    var result = ViewRebuild.offline(journal.journal(), store, CONFIG, meters, progress::set);
    assertThat(result.position()).isEqualTo(journal.journal().reached());
    assertThat(progress).hasValue(result.position());
    assertThat(store.generations("registry")).containsExactly(result.generation());
    assertEqualJournal(start(), journal.journal());
  }

  @Test
  void givenRebuildThatFails_whenOver_thenTheLiveOneStays() {
    journal.tell(RandomStory.of(61, 50));
    var views = start();
    views.barrier().await();
    store.failWhere(step -> step == Step.MAKE_LIVE);
    assertThatThrownBy(views::rebuild).hasMessageContaining("MAKE_LIVE");
    assertThat(store.generations("registry")).containsExactly(1);
    assertEqualJournal(views, journal.journal());
  }

  @Test
  void givenViewsOfAnotherJournal_whenStarted_thenRebuilt() {
    var other = new TestJournal("journal-2");
    other.tell(RandomStory.of(71, 80));
    try (var views = Views.start(other.journal(), store, CONFIG, meters)) {
      views.barrier().await();
    }
    journal.tell(RandomStory.of(72, 20));
    assertEqualJournal(start(), journal.journal());
    assertThat(store.live("registry").map(LiveGeneration::number)).contains(2);
  }

  @Test
  void givenViewsAheadOfTheJournal_whenStarted_thenRebuilt() {
    var longer = new TestJournal();
    longer.tell(RandomStory.of(81, 80));
    try (var views = Views.start(longer.journal(), store, CONFIG, meters)) {
      views.barrier().await();
    }
    journal.tell(RandomStory.of(81, 40));
    assertEqualJournal(start(), journal.journal());
  }

  @Test
  void givenViewsAheadOfTheJournal_whenReadBeforeTheyWereCompared_thenRefusedNotAnswered() {
    var longer = new TestJournal();
    longer.tell(RandomStory.of(81, 80));
    try (var views = Views.start(longer.journal(), store, CONFIG, meters)) {
      views.barrier().await();
    }
    journal.tell(RandomStory.of(81, 40));
    store.failWhere(step -> step == Step.LIVE);
    var views = start(impatient());
    for (var consistency : Consistency.values()) {
      assertThatThrownBy(() -> views.read(consistency))
          .isInstanceOf(JournalUnavailableException.class)
          .hasMessageContaining("not compared with the journal yet")
          .hasMessageContaining("told to fail");
    }
    assertThat(views.health().ready()).isFalse();

    store.failWhere(step -> false);
    await().atMost(SOON).until(() -> views.health().ready());
    assertEqualJournal(views, journal.journal());
  }

  @Test
  void givenOtherRecordAtTheWatermark_whenStarted_thenRebuilt() {
    var other = new TestJournal();
    other.tell(RandomStory.of(91, 40));
    try (var views = Views.start(other.journal(), store, CONFIG, meters)) {
      views.barrier().await();
    }
    journal.tell(RandomStory.of(92, 80));
    assertEqualJournal(start(), journal.journal());
  }

  @Test
  void givenLeftoverOfABuilderThatDied_whenStarted_thenDropped() {
    journal.tell(new Story().bucket());
    var first = start();
    first.barrier().await();
    first.close();
    var left = created(RegistryCollections.GROUP);
    var start = store.watermark(left).orElseThrow();
    store.apply(left, new ViewBatch(), start, start.at(0, "x"));
    var views = start();
    await().atMost(SOON).until(() -> store.generations("registry").equals(List.of(1)));
    assertEqualJournal(views, journal.journal());
  }

  @Test
  void givenChannelNames_whenAsked_thenFoundByNameAndId() {
    journal.tell(new Story().bucket().channel(Story.PRODUCTION, "production"));
    try (var records = start().read(Consistency.LATEST)) {
      var found = records.channel(Story.BUCKET, new ChannelName("production"));
      assertThat(found).isPresent().isEqualTo(records.channel(Story.PRODUCTION));
      var request = new PageRequest("channels", 10, Optional.empty());
      assertThat(records.channels(Story.BUCKET, SortOrder.descending("name"), request).items())
          .extracting(channel -> channel.name().value())
          .containsExactly("production", "latest");
    }
  }
}
